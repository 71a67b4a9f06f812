/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.InvalidTenantIdException;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantStatus;
import dev.hibernateext.tenancy.catalog.TenantUnavailableException;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import dev.hibernateext.tenancy.routing.TenantProvisioningException;
import dev.hibernateext.tenancy.routing.UnknownDatabaseException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = TenantFleet.Settings.class)
class RoutingIT {

    private static final String ALL = "from Note order by id";

    @Test
    void keepsTenantsOfAllStrategiesApartInOneFactory(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(
                fleet.inRows(),
                fleet.inRows(),
                fleet.inSchema(),
                fleet.inSchema(),
                fleet.inDatabase(),
                fleet.inDatabase());
        for (var tenant : tenants) {
            fleet.in(tenant, session -> session.persist(new Note(idIn(tenants, tenant), "canary of " + tenant)));
        }

        for (var tenant : tenants) {
            assertThat(textsOf(fleet, tenant)).containsExactly("canary of " + tenant);
        }
    }

    /** Tenants in common tables cannot have an identifier twice; others can. */
    private static long idIn(List<String> tenants, String tenant) {
        return tenants.indexOf(tenant) == 1 ? 2 : 1;
    }

    private static List<String> textsOf(TenantFleet fleet, String tenant) {
        return fleet.from(
                tenant,
                session -> session.createSelectionQuery(ALL, Note.class).getResultList().stream()
                        .map(note -> note.text)
                        .toList());
    }

    @Test
    void leavesConnectionsWhereTheyWere(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var before = sharedSchema(scope.factory());
        var tenant = fleet.inSchema();
        fleet.in(tenant, session -> session.persist(new Note(1, "canary")));

        assertThat(sharedSchema(scope.factory())).isEqualTo(before);
    }

    private static String sharedSchema(SessionFactory factory) {
        try (var shared = Tenants.openShared()) {
            return factory.fromTransaction(session ->
                    session.doReturningWork(connection -> connection.getCatalog() + '.' + connection.getSchema()));
        }
    }

    @Test
    void asksForTenantAtEveryEntry(SessionFactory factory) {
        assertThatThrownBy(factory::openSession).isInstanceOf(NoTenantException.class);
        assertThatThrownBy(factory::openStatelessSession).isInstanceOf(NoTenantException.class);
        assertThatThrownBy(factory::createEntityManager).isInstanceOf(NoTenantException.class);
        assertThatThrownBy(() -> factory.inTransaction(session -> {})).isInstanceOf(NoTenantException.class);
        assertThatThrownBy(() -> factory.withOptions().openSession()).isInstanceOf(NoTenantException.class);
        assertThatThrownBy(() -> factory.withStatelessOptions().openStatelessSession())
                .isInstanceOf(NoTenantException.class);
    }

    @Test
    void refusesTenantsItCannotWorkFor(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenant = fleet.inRows();
        var known = fleet.catalog().require(new TenantKey(tenant));
        fleet.catalog().replace(known, known.withStatus(TenantStatus.SUSPENDED));
        var prepared = scope.dataSource().recorder();

        prepared.clear();
        assertThatThrownBy(() -> fleet.in(tenant, session -> {}))
                .isInstanceOfSatisfying(
                        TenantUnavailableException.class,
                        error -> assertThat(error.tenant()).isEqualTo(new TenantKey(tenant)));
        assertThatThrownBy(() -> fleet.in("nobody", session -> {})).isInstanceOf(UnknownTenantException.class);
        assertThatThrownBy(() -> fleet.in("no body", session -> {})).isInstanceOf(InvalidTenantIdException.class);
        assertThatThrownBy(() -> Contexts.run(
                        Contexts.current().withTenant(new TenantKey("NOBODY")),
                        () -> scope.factory().inTransaction(session -> {})))
                .isInstanceOf(UnknownTenantException.class);
        assertThat(prepared.statements()).isEmpty();
    }

    @Test
    void undoesPlacesItCannotComplete(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var taken = fleet.catalog().require(new TenantKey(fleet.inSchema()));
        fleet.in(taken.key().value(), session -> session.persist(new Note(1, "canary")));
        var second = Tenant.active("second", taken.placement());

        assertThatThrownBy(() -> TenantProvisioner.of(scope.factory()).create(second))
                .isInstanceOfSatisfying(
                        TenantProvisioningException.class,
                        error -> assertThat(error.tenant()).isEqualTo(second.key()));
        assertThat(textsOf(fleet, taken.key().value())).containsExactly("canary");
    }

    @Test
    void namesDatabaseNobodyKnows() {
        assertThat(UnknownDatabaseException.of(TenantPlacement.database("moon")))
                .hasMessageContaining("'moon'")
                .hasMessageContaining("'default'");
    }

    @Entity(name = "Note")
    static class Note extends TenantEntity {

        @Id
        long id;

        String text;

        Note() {}

        Note(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
