/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refers to another one, and is kept in the second-level cache. */
@Entity
@Cacheable
public class IndexCard extends SoftDeletableEntity implements Linked {
    @Id
    int id;

    String name = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    IndexCard next;

    public IndexCard() {}

    public IndexCard(int id) {
        this.id = id;
        this.name = "card " + id;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Linked next() {
        return Objects.requireNonNull(next);
    }

    @Override
    public void link(Linked other) {
        next = (IndexCard) other;
    }
}
