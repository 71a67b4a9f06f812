/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Asset;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.TenantMismatchException;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure modes H of jobs and J of administrators: work is for the tenant it was begun for, and ends where it ends. */
@HibernateExtTest(
        entities = {Account.class, Label.class, Asset.class, Car.class},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class})
class WorkAttackIT {

    private static final TenantPermission SUPPORT = new TenantPermission(new Actor("root"), "test");
    private static final String TEXTS = "select text from Account";

    @Test
    void h85RunsNoJobWithoutATenant(SessionFactoryScope scope) {
        assertThatThrownBy(() -> Transactions.of(scope.factory())
                        .call(work -> work.session()
                                .createSelectionQuery(TEXTS, String.class)
                                .getResultList()))
                .isInstanceOf(NoTenantException.class);
    }

    /** The blade: a tenant that stands in where none is named. */
    @Test
    void h85LeaksWhereATenantStandsIn(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        try (var plain =
                PlainTenants.open(scope, new AtomicReference<>(raid.victim().tenant()))) {
            List<String> texts = plain.fromTransaction(WorkAttackIT::texts);

            assertThat(texts).containsOnly(raid.victim().tenant());
        }
    }

    /** The blade: each attempt asks who the tenant is, and another one is in force by then. */
    @Test
    void h85LeaksWhereARetryAsksAgain(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        var current = new AtomicReference<>(raid.attacker().tenant());
        try (var plain = PlainTenants.open(scope, current)) {
            List<String> first = plain.fromTransaction(WorkAttackIT::texts);
            current.set(raid.victim().tenant());
            List<String> second = plain.fromTransaction(WorkAttackIT::texts);

            assertThat(first).containsOnly(raid.attacker().tenant());
            assertThat(second).containsOnly(raid.victim().tenant());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void h85RetriesForTheSameTenant(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var tenants = new ArrayList<String>();
            var policy = TransactionPolicy.defaults().withRetries(Retries.upTo(3));
            Tenants.run(
                    raid.attacker().tenant(),
                    () -> Transactions.of(scope.factory()).with(policy).run(work -> {
                        tenants.addAll(texts(work.session()));
                        if (work.attempt() < 3) {
                            throw new OptimisticLockException("once more");
                        }
                    }));

            assertThat(tenants)
                    .hasSizeGreaterThanOrEqualTo(3)
                    .containsOnly(raid.attacker().tenant());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void h86ReactsAfterTheCommitForTheTenantOfTheWork(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var seen = new ArrayList<String>();
            var job = new AtomicReference<Runnable>();
            Tenants.run(
                    raid.attacker().tenant(),
                    () -> Transactions.of(scope.factory()).run(work -> {
                        work.session().find(Account.class, raid.attacker().id()).note = "changed";
                        work.onCommit(() -> {
                            seen.addAll(scope.factory().fromTransaction(WorkAttackIT::texts));
                            job.set(Contexts.wrap((Runnable)
                                    () -> seen.addAll(scope.factory().fromTransaction(WorkAttackIT::texts))));
                        });
                    }));
            Tenants.run(
                    raid.victim().tenant(),
                    () -> CompletableFuture.runAsync(job.get()).join());

            assertThat(seen)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsOnly(raid.attacker().tenant());
        }
    }

    /** The blade: what is left for later is not wrapped, and whose it is is asked when it runs. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void h86LeaksWhereTheWorkIsNotWrapped(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var seen = new ArrayList<String>();
            var job = new AtomicReference<Runnable>();
            Tenants.run(
                    raid.attacker().tenant(),
                    () -> Transactions.of(scope.factory()).run(work -> {
                        work.session().find(Account.class, raid.attacker().id()).note = "changed";
                        work.onCommit(
                                () -> job.set(() -> seen.addAll(scope.factory().fromTransaction(WorkAttackIT::texts))));
                    }));
            Tenants.run(raid.victim().tenant(), () -> job.get().run());

            assertThat(seen).isNotEmpty().containsOnly(raid.victim().tenant());
        }
    }

    /** The blade of failure mode B28: with Hibernate alone, a tenant that is written otherwise is another one. */
    @Test
    void b28MakesTwoTenantsOfOneWhereNobodyFolds(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        var written = raid.victim().tenant().toUpperCase(Locale.ROOT);
        try (var plain = PlainTenants.open(scope, new AtomicReference<>(written))) {
            List<String> texts = plain.fromTransaction(WorkAttackIT::texts);

            assertThat(texts).isEmpty();
        }
        Tenants.run(
                written,
                () -> assertThat(scope.factory().fromTransaction(WorkAttackIT::texts))
                        .isNotEmpty()
                        .containsOnly(raid.victim().tenant()));
    }

    /** The blade: one session for the whole loop, which the library refuses. */
    @Test
    void h88LeaksWhereALoopKeepsItsSession(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        var attacker = raid.attacker().tenant();
        var current = new AtomicReference<>(attacker);
        try (var plain = PlainTenants.open(scope, current);
                var session = plain.openSession()) {
            current.set(raid.victim().tenant());

            assertThat(texts(session)).containsOnly(attacker);
        }
        raid.attack(session -> {
            try (var other =
                    Tenants.override(SUPPORT, new TenantKey(raid.victim().tenant()))) {
                assertThatThrownBy(() -> texts(session)).isInstanceOf(TenantMismatchException.class);
            }
            return true;
        });
    }

    @Test
    void h88OpensASessionForEachTenantOfALoop(SessionFactoryScope scope) {
        for (var ground : List.of(Ground.ROWS, Ground.SCHEMAS, Ground.DATABASES, Ground.HYBRID)) {
            Raid.on(scope, ground);
        }
        try (var tenants = TenantFleet.of(scope).catalog().stream()) {
            tenants.map(tenant -> tenant.key().value())
                    .forEach(tenant -> assertThat(TenantFleet.of(scope).from(tenant, WorkAttackIT::texts))
                            .isSubsetOf(tenant));
        }
        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void j98EndsWithTheCallOfTheAdministrator(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        var kept = new AtomicReference<Session>();
        var job = new AtomicReference<Runnable>();
        TenantAdmin.of(scope.factory()).run(SUPPORT, session -> {
            kept.set(session);
            job.set(Contexts.wrap((Runnable) () -> texts(session)));
            // the blade: meanwhile both are seen
            assertThat(texts(session))
                    .contains(raid.attacker().tenant(), raid.victim().tenant());
        });

        assertThatThrownBy(() -> texts(kept.get())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(job.get()::run).isInstanceOf(RuntimeException.class);
        assertThat(raid.attack(WorkAttackIT::texts))
                .containsOnly(raid.attacker().tenant());
    }

    @Test
    void j98EndsWithTheExceptionOfTheAdministrator(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        assertThatThrownBy(() -> TenantAdmin.of(scope.factory()).run(SUPPORT, session -> {
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThatThrownBy(Tenants::current).isInstanceOf(NoTenantException.class);
        assertThat(raid.attack(WorkAttackIT::texts))
                .containsOnly(raid.attacker().tenant());
    }

    @Test
    void j98SeesOneTenantWithinWorkOfTheAdministrator(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        TenantAdmin.of(scope.factory()).run(SUPPORT, session -> {
            try (var other =
                    Tenants.override(SUPPORT, new TenantKey(raid.attacker().tenant()))) {
                assertThat(scope.factory().fromTransaction(WorkAttackIT::texts))
                        .containsOnly(raid.attacker().tenant());
                assertThatThrownBy(() -> texts(session)).isInstanceOf(RuntimeException.class);
            }
        });
    }

    private static List<String> texts(Session session) {
        return session.createSelectionQuery(TEXTS, String.class).getResultList();
    }
}
