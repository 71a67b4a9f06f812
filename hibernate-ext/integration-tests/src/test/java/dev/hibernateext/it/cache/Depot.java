/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Entities that the database changes behind the writes of others: a hall, racks in it, boxes on these, and guards who lose their hall. */
final class Depot {

    private Depot() {}

    /** What others refer to. */
    @Entity(name = "Hall")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Hall {

        @Id
        int id;

        String name = "old";

        Hall() {}

        Hall(int id) {
            this.id = id;
        }
    }

    /** Goes with its hall. */
    @Entity(name = "Rack")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Rack {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Hall hall;

        @ElementCollection
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> marks = new HashSet<>();

        Rack() {}

        Rack(Hall hall) {
            this.id = hall.id;
            this.hall = hall;
            this.marks.add("mark");
        }
    }

    /** Goes with its rack. */
    @Entity(name = "Box")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Box {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Rack rack;

        Box() {}

        Box(Rack rack) {
            this.id = rack.id;
            this.rack = rack;
        }
    }

    /** Stays when the hall goes. */
    @Entity(name = "Guard")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Guard {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.SET_NULL)
        @Nullable
        Hall hall;

        Guard() {}

        Guard(Hall hall) {
            this.id = hall.id;
            this.hall = hall;
        }
    }

    /** Has nothing to do with a hall. */
    @Entity(name = "Lamp")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Lamp {

        @Id
        int id;

        String name = "old";

        Lamp() {}

        Lamp(int id) {
            this.id = id;
        }
    }

    /** How halls are called elsewhere. */
    @Entity(name = "Sign")
    @Immutable
    @Subselect("select id, name as text from Hall")
    @Synchronize("Hall")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
    static class Sign {

        @Id
        int id;

        String text = "";
    }

    /** Of a tenant. */
    @Entity(name = "Site")
    static class Site {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        Site() {}

        Site(int id) {
            this.id = id;
        }
    }

    /** Goes with its site. */
    @Entity(name = "Crane")
    static class Crane {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Site site;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Model model;

        Crane() {}

        Crane(Site site, Model model) {
            this.id = site.id;
            this.site = site;
            this.model = model;
        }
    }

    /** The same for all tenants. */
    @Entity(name = "Model")
    static class Model {

        @Id
        int id;

        Model() {}

        Model(int id) {
            this.id = id;
        }
    }
}
