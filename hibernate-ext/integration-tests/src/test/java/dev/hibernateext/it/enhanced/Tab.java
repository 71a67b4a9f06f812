/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import dev.hibernateext.mixins.SoftDeletable;
import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Hides itself from references when it is deleted. */
@Entity
@SoftDeletable(references = SoftDeletable.References.HIDE)
public class Tab extends SoftDeletableEntity implements Named {
    @Id
    int id;

    @Nullable
    String name;

    public Tab() {}

    public Tab(int id) {
        this.id = id;
    }

    @Override
    public @Nullable String name() {
        return name;
    }

    @Override
    public void name(String value) {
        name = value;
    }
}
