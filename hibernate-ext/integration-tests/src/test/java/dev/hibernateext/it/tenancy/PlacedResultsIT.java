/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cached results of tenants in rows, schemas and databases while others write. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL},
        contributors = TenantFleet.Settings.class,
        leakCheck = false,
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class PlacedResultsIT {

    @Test
    void stayWhileOthersWriteAndEndWithOwnWrites(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = Stream.of(fleet.inRows(), fleet.inRows(), fleet.inSchema(), fleet.inDatabase())
                .toList();
        tenants.forEach(tenant -> fleet.in(tenant, session -> session.persist(new Parcel(tenant.hashCode(), "old"))));
        var statistics = scope.factory().getStatistics();
        statistics.setStatisticsEnabled(true);
        for (var writer : tenants) {
            tenants.forEach(tenant -> states(fleet, tenant));
            statistics.clear();

            fleet.in(writer, session -> session.find(Parcel.class, writer.hashCode()).state = "new");

            tenants.stream().filter(tenant -> !tenant.equals(writer)).forEach(tenant -> states(fleet, tenant));
            assertThat(statistics.getQueryCacheHitCount()).isEqualTo(tenants.size() - 1);
            assertThat(states(fleet, writer)).containsExactly("new");
        }
    }

    private static List<String> states(TenantFleet fleet, String tenant) {
        return fleet.from(
                tenant,
                session -> session.createSelectionQuery("select state from Parcel", String.class)
                        .setCacheable(true)
                        .getResultList());
    }

    @Entity(name = "Parcel")
    static class Parcel extends TenantEntity {

        @Id
        int id;

        String state = "";

        Parcel() {}

        Parcel(int id, String state) {
            this.id = id;
            this.state = state;
        }
    }
}
