/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Synchronize;
import org.hibernate.annotations.View;
import org.jspecify.annotations.Nullable;

/** Entities of which queries read some columns and writes change others. */
final class Stock {

    private Stock() {}

    /** Has a version, and an identifier that never comes again. */
    @Entity(name = "Item")
    static class Item {

        @Id
        @GeneratedValue
        int id;

        @Version
        int version;

        String name = "name";
        String note = "note";
        int shelf;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Bin bin;
    }

    /** Each update says only what is new. */
    @Entity(name = "Lot")
    @DynamicUpdate
    static class Lot {

        @Id
        int id;

        String name = "name";
        String note = "note";
    }

    /** Each update says all, and nothing tells whether it is still so. */
    @Entity(name = "Bin")
    static class Bin {

        @Id
        int id;

        String name = "name";
        String note = "note";

        Bin() {}

        Bin(int id) {
            this.id = id;
        }
    }

    /** Has a version, and may come again with the same one. */
    @Entity(name = "Crate")
    static class Crate {

        @Id
        int id;

        @Version
        int version;

        String name = "name";
        String note = "note";

        Crate() {}

        Crate(String name) {
            this.id = 1;
            this.name = name;
        }
    }

    /** The database computes the gross price, as the mapping tells. */
    @Entity(name = "Priced")
    @DynamicUpdate
    static class Priced {

        @Id
        int id = 1;

        int net;

        @GeneratedColumn("net * 2")
        int gross;
    }

    /** The database computes the gross price, and the mapping tells only that nobody else writes it. */
    @Entity(name = "Filled")
    @DynamicUpdate
    static class Filled {

        @Id
        int id = 1;

        int net;

        @Column(insertable = false, updatable = false, columnDefinition = "integer generated always as (net * 2)")
        int gross;
    }

    /** A view. */
    @Entity(name = "ItemName")
    @Immutable
    @View(query = "select id, upper(name) as loud from Item")
    @Synchronize("Item")
    static class ItemName {

        @Id
        int id;

        String loud = "";
    }
}
