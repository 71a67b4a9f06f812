/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * An entity with a numeric version, column {@code version}.
 *
 * <p>The version is incremented by each update of the row, HQL and criteria updates included. It has no setter: a client
 * takes part in the check by sending back the version it has read.
 */
@MappedSuperclass
public abstract class VersionedEntity {

    @Version
    @Column(name = "version", nullable = false)
    private @Nullable Long version;

    /** For subclasses. */
    protected VersionedEntity() {}

    /**
     * The version of the row this instance was read from or last written to, counting from 0.
     *
     * @return the version, or null as long as the instance is transient
     */
    public @Nullable Long getVersion() {
        return version;
    }
}
