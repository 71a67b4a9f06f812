/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import dev.hibernateext.mixins.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refers to entities that are soft-deletable. */
@Entity
public class Binder extends VersionedEntity implements Holder {
    @Id
    int id;

    @Nullable
    String label;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Memo memo;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Tab tab;

    public Binder() {}

    public Binder(int id) {
        this.id = id;
    }

    @Override
    public void label(String value) {
        label = value;
    }

    @Override
    public Text memo() {
        return Objects.requireNonNull(memo);
    }

    @Override
    public Named tab() {
        return Objects.requireNonNull(tab);
    }

    @Override
    public void hold(Text memo, Named tab) {
        this.memo = (Memo) memo;
        this.tab = (Tab) tab;
    }
}
