/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/** Refers to an item, whose code it has too. Not soft-deletable itself. No constraint keeps the item from being deleted. */
@MappedSuperclass
abstract class Slip<I extends Item> {

    @Id
    int id;

    int scene;

    String code = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumns(
            value = {},
            foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    @Nullable
    I one;

    void referTo(int id, int scene, I one) {
        this.id = id;
        this.scene = scene;
        this.code = "c" + id;
        this.one = one;
    }

    @Nullable
    I one() {
        return one;
    }
}
