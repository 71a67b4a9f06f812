/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.tenancy.RoutingIT.Note;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmissionStatus;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.AffinityStatus;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.pool.PoolsStatus;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.CircuitStatus;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.DatabasesStatus;
import dev.hibernateext.tenancy.routing.ForwardingDatabases;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenancyStatus;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a factory tells of all that stands before its databases. */
@HibernateExtTest(entities = Note.class)
class TenancyStatusIT {

    private final InMemoryTenantCatalog catalog = new InMemoryTenantCatalog();

    /** A user's own. */
    record Doorman(int guests) implements DatabasesStatus {}

    static final class GuardedDatabases extends ForwardingDatabases {

        GuardedDatabases(TenantDatabases databases) {
            super(databases);
        }

        @Override
        public List<DatabasesStatus> statuses() {
            return statusesWith(List.of(new Doorman(3)));
        }
    }

    private static TenantDatabases databases(DatabaseUnderTest home) {
        var pools = DatabasePools.open(DatabasePoolSettings.of(
                TenantPlacement.rows(TenantDatabases.MAIN),
                PoolLimits.atMost(1),
                name -> new OtherDatabase(home, home.url())));
        var retried = new RetriedDatabases(pools, ConnectRetries.upTo(2), CircuitLimits.DEFAULT);
        var affine = new AffineDatabases(retried, AffinityLimits.of(2));
        return new GuardedDatabases(new AdmittedDatabases(affine, AdmissionPolicy.of(AdmissionLimits.of(2))));
    }

    @Test
    void tellsFromTheOutermostToThePools(SessionFactoryScope scope) throws Exception {
        catalog.add(Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN)));
        try (var other = scope.openAnother(settings -> {
                    settings.put(TenancySettings.CATALOG, catalog);
                    settings.put(TenancySettings.DATABASES, databases(scope.database()));
                    settings.put(TenancySettings.AUDIT, new RecordedAudit());
                });
                var context = Contexts.open(Context.ofActor("ada").withTenant(new TenantKey("acme")));
                var session = other.factory().openSession()) {
            session.doWork(connection -> assertThat(connection.isValid(1)).isTrue());
            session.beginTransaction();
            session.createSelectionQuery("select count(*) from Note", Long.class)
                    .getSingleResult();
            var status = TenancyStatus.of(other.factory());

            assertThat(status.databases())
                    .extracting(Object::getClass)
                    .containsExactly(
                            Doorman.class,
                            AdmissionStatus.class,
                            AffinityStatus.class,
                            CircuitStatus.class,
                            PoolsStatus.class);
            assertThat(status.of(Doorman.class)).containsExactly(new Doorman(3));
            assertThat(status.of(AdmissionStatus.class)).singleElement().returns(1, AdmissionStatus::connections);
            assertThat(status.of(AffinityStatus.class)).singleElement().returns(1, AffinityStatus::busy);
            assertThat(status.of(CircuitStatus.class))
                    .singleElement()
                    .returns(CircuitStatus.State.CLOSED, CircuitStatus::state);
            assertThat(status.of(PoolsStatus.class)).singleElement().returns(1, PoolsStatus::leases);
            session.getTransaction().rollback();
        }
    }

    @Test
    void hasNothingToTellOfAFactoryWithoutTenants(SessionFactoryScope scope) {
        assertThatThrownBy(() -> TenancyStatus.of(scope.factory()))
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining(TenancySettings.CATALOG);
    }
}
