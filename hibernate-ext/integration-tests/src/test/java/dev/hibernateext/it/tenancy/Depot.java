/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** The parcel of a tenant with all that belongs to it, in caches of each kind. */
final class Depot {

    private static final AtomicLong IDS = new AtomicLong();

    private final TenantFleet fleet;
    private final String tenant;
    private final long id;

    private Depot(TenantFleet fleet, String tenant, long id) {
        this.fleet = fleet;
        this.tenant = tenant;
        this.id = id;
    }

    static Depot filled(TenantFleet fleet) {
        var depot = new Depot(fleet, fleet.inRows(), IDS.incrementAndGet());
        depot.fill();
        return depot;
    }

    private void fill() {
        fleet.in(tenant, session -> {
            var origin = new Country();
            origin.id = id;
            session.persist(origin);
            var parcel = new Parcel();
            parcel.id = id;
            parcel.code = code();
            parcel.text = "before";
            parcel.words.add("before");
            parcel.origin = origin;
            session.persist(parcel);
            var item = new Item();
            item.id = id;
            item.code = code();
            item.text = "before";
            item.parcel = parcel;
            session.persist(item);
        });
    }

    long id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    String code() {
        return "code " + id;
    }

    String otherCode() {
        return "other code " + id;
    }

    /** Works as an administrator, who sees all tenants. */
    void administer(Consumer<Session> work) {
        TenantAdmin.of(fleet.factory()).run(new TenantPermission(new Actor("root"), "test"), work);
    }

    <R extends @Nullable Object> R asTenant(Function<Session, R> work) {
        return fleet.from(tenant, work);
    }

    /** All the tenant sees of its parcel, each by a session of its own, from the caches where they have it. */
    Map<String, Object> seen() {
        var seen = new TreeMap<String, Object>();
        see(seen, "parcel", session -> textOf(session.find(Parcel.class, id)));
        see(seen, "item", session -> textOf(session.find(Item.class, id)));
        see(seen, "words", session -> wordsOf(session.find(Parcel.class, id)));
        see(seen, "items", session -> itemsOf(session.find(Parcel.class, id)));
        see(
                seen,
                "parcels",
                session -> session.find(Country.class, id).parcels.stream()
                        .map(Depot::textOf)
                        .toList());
        for (var code : List.of(code(), otherCode())) {
            see(seen, "parcel by " + code, session -> textOf(session.find(Parcel.class, code, KeyType.NATURAL)));
            see(seen, "item by " + code, session -> textOf(session.find(Item.class, code, KeyType.NATURAL)));
        }
        for (var hql :
                List.of("select text from Parcel", "select text from Item", "select w from Parcel p join p.words w")) {
            see(
                    seen,
                    hql,
                    session -> session.createSelectionQuery(hql, String.class)
                            .setCacheable(true)
                            .getResultList());
        }
        return seen;
    }

    /** What the tenant sees, or why it sees nothing: what is old may lead to rows that are gone. */
    Object seenOrFailure() {
        try {
            return seen();
        } catch (PersistenceException e) {
            return e;
        }
    }

    private void see(Map<String, Object> seen, String what, Function<Session, Object> look) {
        seen.put(what, asTenant(look));
    }

    private static String textOf(@Nullable Parcel parcel) {
        return parcel == null ? "none" : parcel.text + " as " + parcel.code;
    }

    private static String textOf(@Nullable Item item) {
        return item == null ? "none" : item.text + " as " + item.code;
    }

    private static Set<String> wordsOf(@Nullable Parcel parcel) {
        return parcel == null ? Set.of() : new TreeSet<>(parcel.words);
    }

    private static List<String> itemsOf(@Nullable Parcel parcel) {
        return parcel == null
                ? List.of()
                : parcel.items.stream().map(Depot::textOf).sorted().toList();
    }

    /** With everything of the mixins: version, stamps, soft delete. */
    @Entity(name = "Parcel")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    static class Parcel extends TenantEntity {

        @Id
        long id;

        @NaturalId(mutable = true)
        String code = "";

        String text = "";

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> words = new HashSet<>();

        @OneToMany(mappedBy = "parcel")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Item> items = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Country origin;
    }

    /** Without a version. */
    @Entity(name = "Item")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    @NaturalIdCache
    static class Item {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        @NaturalId(mutable = true)
        String code = "";

        String text = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Parcel parcel;
    }

    /** Its parcels are others for each tenant. */
    @Entity(name = "Country")
    @SharedAmongTenants
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Country {

        @Id
        long id;

        @OneToMany(mappedBy = "origin")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Parcel> parcels = new ArrayList<>();
    }
}
