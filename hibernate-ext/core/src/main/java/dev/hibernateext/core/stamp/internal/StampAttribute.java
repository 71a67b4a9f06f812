/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that is a stamp.
 *
 * @param entity the name of the entity that declares or inherits it
 * @param path the attribute, or the embeddable and the attribute in it
 * @param kind which stamp it is
 * @param format how a time is stored; null for an actor
 */
public record StampAttribute(
        String entity,
        List<String> path,
        StampKind kind,
        @Nullable TimeFormat format) {

    /** The entity and the path for messages. */
    public String label() {
        return entity + "." + dottedPath();
    }

    /** The path as HQL writes it. */
    public String dottedPath() {
        return String.join(".", path);
    }

    /** The attribute of the entity that is the stamp or holds it. */
    public String root() {
        return path.get(0);
    }

    /** Whether the stamp is in an embeddable. */
    public boolean isEmbedded() {
        return path.size() > 1;
    }
}
