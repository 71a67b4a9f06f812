/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Stamped and versioned, with a lazy attribute. */
@Entity
public class Draft extends AuditedEntity implements Text {
    @Id
    int id;

    @Nullable
    String title;

    @Basic(fetch = FetchType.LAZY)
    @Nullable
    String body;

    public Draft() {}

    public Draft(int id) {
        this.id = id;
    }

    @Override
    public @Nullable String title() {
        return title;
    }

    @Override
    public void title(String value) {
        title = value;
    }

    @Override
    public @Nullable String body() {
        return body;
    }

    @Override
    public void body(String value) {
        body = value;
    }
}
