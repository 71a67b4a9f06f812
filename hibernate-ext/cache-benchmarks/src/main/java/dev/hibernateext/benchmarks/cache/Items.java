/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What is cached. */
final class Items {

    private Items() {}

    /** Of ten attributes. */
    @Entity(name = "Part")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Part {

        @Id
        int id;

        String name = "A name of some length";
        String maker = "A maker";
        String color = "green";
        String size = "large";
        String place = "A place in a shelf";
        int height;
        int width;
        long weight;
        long price;

        Part() {}

        Part(int id) {
            this.id = id;
        }
    }

    /** Of a tenant. */
    @Entity(name = "Voucher")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Voucher {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        int number;

        Voucher() {}

        Voucher(int id) {
            this.id = id;
        }
    }

    /** Nobody caches it. */
    @Entity(name = "Note")
    static class Note {

        @Id
        int id;

        int number;

        Note() {}

        Note(int id) {
            this.id = id;
        }
    }
}
