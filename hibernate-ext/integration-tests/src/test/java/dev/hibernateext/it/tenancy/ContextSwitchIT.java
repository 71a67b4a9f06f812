/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.TenantMismatchException;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session of one tenant does nothing while another is in force, or none. */
@HibernateExtTest(contributors = TenantFleet.Settings.class)
class ContextSwitchIT {

    private static final TenantPermission SUPPORT = new TenantPermission(new Actor("support"), "test");

    record Use<S>(String name, Consumer<S> on) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Use<Session>> uses() {
        return List.of(
                new Use<>("find of what is loaded", session -> session.find(Memo.class, 1L)),
                new Use<>("find", session -> session.find(Memo.class, 2L)),
                new Use<>("reference", session -> session.getReference(Memo.class, 1L)),
                new Use<>(
                        "query",
                        session -> session.createSelectionQuery("from Memo", Memo.class)
                                .getResultList()),
                new Use<>(
                        "native query",
                        session -> session.createNativeQuery("select 1", Integer.class)
                                .getSingleResult()),
                new Use<>(
                        "bulk update",
                        session -> session.createMutationQuery("update Memo set text = 'x'")
                                .executeUpdate()),
                new Use<>("lazy collection", session -> Hibernate.initialize(loaded(session).words)),
                new Use<>("flush", session -> {
                    session.persist(new Memo(3));
                    session.flush();
                }),
                new Use<>("refresh", session -> session.refresh(loaded(session))));
    }

    static List<Use<StatelessSession>> statelessUses() {
        return List.of(
                new Use<>("get", session -> session.get(Memo.class, 1L)),
                new Use<>(
                        "query",
                        session -> session.createSelectionQuery("from Memo", Memo.class)
                                .getResultList()),
                new Use<>("insert", session -> session.insert(new Memo(4))),
                new Use<>(
                        "bulk delete",
                        session -> session.createMutationQuery("delete Memo").executeUpdate()));
    }

    private static Memo loaded(Session session) {
        return session.getManagedEntities(Memo.class).iterator().next();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void refusesSessionWhileAnotherTenantIsInForce(Use<Session> use, SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var own = withRow(fleet);
        var other = fleet.inRows();
        fleet.in(own, session -> {
            session.find(Memo.class, 1L);
            try (var switched = Tenants.override(SUPPORT, new TenantKey(other))) {
                assertThatThrownBy(() -> use.on().accept(session)).satisfies(ContextSwitchIT::isMismatch);
            }
            session.clear();
        });
    }

    @ParameterizedTest
    @MethodSource("uses")
    void refusesSessionWhileNoTenantIsInForce(Use<Session> use, SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenant = Tenants.open(withRow(fleet));
        try (var session = scope.factory().openSession()) {
            session.beginTransaction();
            session.find(Memo.class, 1L);
            tenant.close();
            assertThatThrownBy(() -> use.on().accept(session)).satisfies(ContextSwitchIT::isMismatch);
            session.getTransaction().rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("statelessUses")
    void refusesStatelessSessionWhileAnotherTenantIsInForce(Use<StatelessSession> use, SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var own = withRow(fleet);
        var other = fleet.inRows();
        try (var tenant = Tenants.open(own);
                var session = scope.factory().openStatelessSession()) {
            session.beginTransaction();
            try (var switched = Tenants.override(SUPPORT, new TenantKey(other))) {
                assertThatThrownBy(() -> use.on().accept(session)).satisfies(ContextSwitchIT::isMismatch);
            }
            assertThat(session.get(Memo.class, 1L)).isNotNull();
        }
    }

    @Test
    void refusesToOpenSessionForAnotherTenantThanTheOneInForce(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var own = fleet.inRows();
        Object other = fleet.inRows();
        Tenants.run(own, () -> {
            assertThatThrownBy(() -> scope.factory()
                            .withOptions()
                            .tenantIdentifier(other)
                            .openSession())
                    .isInstanceOfSatisfying(TenantMismatchException.class, error -> {
                        assertThat(error.sessionTenant()).isEqualTo(other);
                        assertThat(error.tenantInForce()).isEqualTo(own);
                    });
        });
    }

    @Test
    void stopsStreamsThatGoOnAfterTheSwitch(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var own = withRow(fleet);
        fleet.in(own, session -> {
            try (var memos =
                    session.createSelectionQuery("from Memo", Memo.class).getResultStream()) {
                var iterator = memos.iterator();
                try (var switched = Tenants.override(SUPPORT, new TenantKey(fleet.inRows()))) {
                    assertThatThrownBy(iterator::next).satisfies(ContextSwitchIT::isMismatch);
                }
            }
        });
    }

    /** The blade: without a catalog nobody asks whose session it is. */
    @Test
    void goesOnWhereNobodyAsks(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        Object own = withRow(fleet);
        var other = fleet.inRows();
        try (var plain = scope.openAnother(settings -> {
                    settings.remove(TenancySettings.CATALOG);
                    settings.remove(TenancySettings.DATABASES);
                });
                var session =
                        plain.factory().withOptions().tenantIdentifier(own).openSession()) {
            Tenants.run(other, () -> {
                assertThat(session.createSelectionQuery("from Memo", Memo.class).getResultList())
                        .hasSize(1);
                assertThat(session.find(Memo.class, 1L)).isNotNull();
            });
        }
    }

    private static String withRow(TenantFleet fleet) {
        var tenant = fleet.inRows();
        fleet.in(tenant, session -> session.persist(new Memo(1)));
        return tenant;
    }

    private static void isMismatch(Throwable error) {
        assertThat(HibernateExtException.findIn(error, TenantMismatchException.class))
                .isNotNull();
    }

    @Entity(name = "Memo")
    static class Memo extends TenantEntity {

        @Id
        long id;

        String text = "canary";

        @ElementCollection
        List<String> words = new ArrayList<>(List.of("one"));

        Memo() {}

        Memo(long id) {
            this.id = id;
        }
    }
}
