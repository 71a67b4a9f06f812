/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Two tenants with a row of each kind, one of which is after the row of the other. */
record Raid(TenantFleet fleet, Ground ground, Holder attacker, Holder victim) {

    /** A tenant, and the identifier of its rows of all kinds. */
    record Holder(String tenant, long id) {}

    /** Keeps the tenants of a factory for all its tests, since schemas and databases take long to make. */
    static final class Settings implements SettingsContributor {

        private static final String KEY = "test.raid.settings";

        private final Map<Ground, List<String>> tenants = new ConcurrentHashMap<>();
        private final AtomicLong ids = new AtomicLong();

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            settings.put(KEY, new Settings());
        }

        static Settings of(SessionFactory factory) {
            return (Settings) Objects.requireNonNull(factory.getProperties().get(KEY));
        }

        long freeId() {
            return ids.incrementAndGet();
        }

        List<String> tenantsOn(Ground ground, TenantFleet fleet) {
            return tenants.computeIfAbsent(ground, key -> key.tenants(fleet));
        }
    }

    /** In both directions. */
    static List<Raid> on(SessionFactoryScope scope, Ground ground) {
        return on(scope.factory(), ground);
    }

    static List<Raid> on(SessionFactory factory, Ground ground) {
        var settings = Settings.of(factory);
        var fleet = TenantFleet.of(factory);
        var holders = settings.tenantsOn(ground, fleet).stream()
                .map(tenant -> new Holder(tenant, settings.freeId()))
                .toList();
        holders.forEach(holder -> fleet.in(holder.tenant(), session -> settle(session, holder)));
        return List.of(
                new Raid(fleet, ground, holders.get(0), holders.get(1)),
                new Raid(fleet, ground, holders.get(1), holders.get(0)));
    }

    private static void settle(Session session, Holder holder) {
        var account = new Account(holder.id(), holder.tenant());
        var label = new Label(holder.id(), holder.tenant());
        session.persist(label);
        account.labels.add(label);
        account.words.add(holder.tenant());
        account.parent = account;
        session.persist(account);
        session.persist(new Car(holder.id(), holder.tenant()));
    }

    SessionFactory factory() {
        return fleet.factory();
    }

    /** Gives the attacker a session. */
    <R> R attack(Function<Session, R> work) {
        try (var scope = Tenants.open(attacker.tenant());
                var session = ground.isGuarded()
                        ? factory().openSession()
                        : AllTenants.of(factory()).open(attacker.tenant())) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    /** Gives the attacker a stateless session. */
    <R> R attackStateless(Function<StatelessSession, R> work) {
        try (var scope = Tenants.open(attacker.tenant());
                var session = ground.isGuarded()
                        ? factory().openStatelessSession()
                        : AllTenants.of(factory()).openStateless(attacker.tenant())) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    /** Gives the victim a session. */
    <R> R victim(Function<Session, R> work) {
        return fleet.from(victim.tenant(), work);
    }

    /** Everything the victim has, as the victim sees it. */
    List<String> victimsRows() {
        return victim(session -> {
            var rows = new ArrayList<String>();
            Consumer<String> hql = query -> session.createSelectionQuery(query, Object[].class)
                    .getResultList()
                    .forEach(row -> rows.add(query.substring(query.indexOf(" from ")) + List.of(row)));
            hql.accept("select a.id, a.text, a.note, a.code, a.version, a.tenantId from Account a order by a.id");
            hql.accept("select a.id, w from Account a join a.words w order by a.id, w");
            hql.accept("select a.id, l.id from Account a join a.labels l order by a.id, l.id");
            hql.accept("select a.id, p.id from Account a join a.parent p order by a.id");
            hql.accept("select l.id, l.text, l.tenant from Label l order by l.id");
            hql.accept("select c.id, c.text, c.plate, c.tenant from Car c order by c.id");
            return rows;
        });
    }
}
