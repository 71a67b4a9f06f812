/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Leads to items through collections. Not soft-deletable itself. No constraint keeps items from being deleted. */
@MappedSuperclass
abstract class Shelf<I extends Item> {

    @Id
    private int id;

    @ManyToMany
    @JoinTable(inverseForeignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private Set<I> many = new HashSet<>();

    @OneToMany(mappedBy = "shelf")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private Set<I> owned = new HashSet<>();

    void id(int id) {
        this.id = id;
    }

    Set<I> many() {
        return many;
    }

    Set<I> owned() {
        return owned;
    }
}
