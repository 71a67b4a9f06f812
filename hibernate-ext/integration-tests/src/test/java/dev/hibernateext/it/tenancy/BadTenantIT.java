/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.InvalidTenantIdException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantStatus;
import dev.hibernateext.tenancy.catalog.TenantUnavailableException;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is no tenant gets a typed error before a connection is taken, at each entry. */
@HibernateExtTest(contributors = TenantFleet.Settings.class)
class BadTenantIT {

    /** Counts the connections that are asked for. */
    private record Counted(TenantDatabases databases, AtomicInteger taken) implements TenantDatabases {

        static Counted over(SessionFactoryScope scope) {
            return new Counted(TenantDatabases.single(MAIN, scope.dataSource()), new AtomicInteger());
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            taken.incrementAndGet();
            return databases.dataSource(placement);
        }

        @Override
        public DataSource shared() {
            taken.incrementAndGet();
            return databases.shared();
        }

        @Override
        public void close() {}
    }

    static List<String> malformed() {
        return List.of(
                "",
                " ",
                "acme ",
                " acme",
                "ac me",
                "acme\u0000",
                "acme\n",
                "-acme",
                ".",
                "..",
                "../acme",
                "..%2facme",
                "acme/../other",
                "acme;drop schema public",
                "acme'--",
                "acme\"",
                ":shared",
                ":all",
                "\u0430cme", // Cyrillic a
                "ac\u200bme", // zero width
                "\uff41cme", // full width
                "acme\u0301", // combining
                "\u212aiwi", // Kelvin sign
                "\u0131d", // dotless i
                "*",
                "%",
                "a".repeat(64),
                "A".repeat(64),
                "a".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsNoIdentifier(String id, SessionFactoryScope scope) {
        var counted = Counted.over(scope);
        try (var other = scope.openAnother(settings -> settings.put(TenancySettings.DATABASES, counted))) {
            counted.taken().set(0);
            assertThatThrownBy(() -> Tenants.open(id))
                    .isInstanceOf(InvalidTenantIdException.class)
                    .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(400));
            assertThat(counted.taken()).hasValue(0);
        }
    }

    /** Past {@link Tenants}, by a context somebody else made. */
    @ParameterizedTest
    @MethodSource("malformed")
    void refusesContextsOfWhatIsNoIdentifier(String id, SessionFactoryScope scope) {
        if (id.isBlank() || id.equals(":shared")) {
            return;
        }
        refused(scope, other -> {}, factory -> within(id, factory::openSession), HibernateExtException.class);
        refused(scope, other -> {}, factory -> within(id, factory::openStatelessSession), HibernateExtException.class);
    }

    private static void within(String id, Runnable work) {
        Contexts.run(Contexts.current().withTenant(new TenantKey(id)), work);
    }

    @Test
    void refusesWhomTheCatalogDoesNotKnow(SessionFactoryScope scope) {
        refused(
                scope,
                catalog -> {},
                factory -> Tenants.run("nobody", () -> factory.inTransaction(session -> {})),
                UnknownTenantException.class);
        refused(
                scope,
                catalog -> {},
                factory -> Tenants.run(
                        "nobody",
                        () -> factory.withOptions()
                                .tenantIdentifier((Object) "nobody")
                                .openSession()),
                UnknownTenantException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void refusesWhoIsNotActive(TenantStatus status, SessionFactoryScope scope) {
        refused(
                scope,
                catalog -> catalog.add(Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN))
                        .withStatus(status)),
                factory -> Tenants.run("ACME", () -> factory.inTransaction(session -> {})),
                TenantUnavailableException.class);
    }

    /** The blade of the counter: who is a tenant does take a connection. */
    @Test
    void countsConnectionsOfTenants(SessionFactoryScope scope) {
        var counted = Counted.over(scope);
        var catalog = InMemoryTenantCatalog.of(Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN)));
        try (var other = another(scope, counted, catalog)) {
            counted.taken().set(0);
            Tenants.run("ACME", () -> other.inTransaction(session -> session.find(Pass.class, 1L)));

            assertThat(counted.taken()).hasValue(1);
        }
    }

    private static void refused(
            SessionFactoryScope scope,
            Consumer<InMemoryTenantCatalog> filled,
            Consumer<SessionFactory> use,
            Class<? extends HibernateExtException> error) {
        var counted = Counted.over(scope);
        var catalog = new InMemoryTenantCatalog();
        filled.accept(catalog);
        try (var other = another(scope, counted, catalog)) {
            counted.taken().set(0);
            ThrowingCallable call = () -> use.accept(other.factory());
            assertThatThrownBy(call)
                    .satisfies(thrown -> assertThat(HibernateExtException.findIn(thrown, error))
                            .isNotNull());
            assertThat(counted.taken()).hasValue(0);
        }
    }

    private static SessionFactoryScope another(
            SessionFactoryScope scope, Counted counted, InMemoryTenantCatalog catalog) {
        return scope.openAnother(settings -> {
            settings.put(TenancySettings.DATABASES, counted);
            settings.put(TenancySettings.CATALOG, catalog);
        });
    }

    @Entity(name = "Pass")
    static class Pass {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;
    }
}
