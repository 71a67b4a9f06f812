/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of several tenants in one table. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class UpsertTenantIT {

    /** A row of another tenant is no match: nothing of it may change, and no tenant may learn of it. */
    @Test
    void neverTouchesRowsOfOtherTenants(SessionFactoryScope scope) {
        inTenant(scope, "red", List.of(new Flag(1, "red")));

        var report = inTenant(scope, "blue", List.of(new Flag(1, "blue"), new Flag(2, "blue")));

        assertThat(report.inserted()).isOne();
        assertThat(report.badRows())
                .singleElement()
                .satisfies(bad -> assertThat(bad.code()).isEqualTo("constraint.unique"));
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) "red").openSession()) {
            assertThat(session.find(Flag.class, 1).colour).isEqualTo("red");
        }
    }

    @Test
    void loadsRowsOfTheTenantOfItsSession(SessionFactoryScope scope) {
        for (var tenant : List.of("red", "blue")) {
            try (var session = scope.factory()
                    .withOptions()
                    .tenantIdentifier((Object) tenant)
                    .openSession()) {
                var transaction = session.beginTransaction();
                var flags = IntStream.range(0, 3).mapToObj(i -> new Flag(i + tenant.length(), tenant));
                Repository.of(session, Flag.class).loadAll(flags, BulkOptions.onFailure(FailurePolicy.BISECT));
                transaction.commit();
            }
        }
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) "red").openSession()) {
            assertThat(session.createSelectionQuery("from Flag", Flag.class).getResultList())
                    .hasSize(3)
                    .allSatisfy(flag -> assertThat(flag.colour).isEqualTo("red"));
        }
    }

    private static BulkReport<Flag> inTenant(SessionFactoryScope scope, String tenant, List<Flag> flags) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            var transaction = session.beginTransaction();
            var report = Repository.of(session, Flag.class)
                    .upsertAll(flags, Upsert.byId(), BulkOptions.onFailure(FailurePolicy.BISECT));
            transaction.commit();
            return report;
        }
    }

    @Entity(name = "Flag")
    static class Flag {

        @Id
        int id;

        String colour = "";

        @TenantId
        @Nullable
        String country;

        protected Flag() {}

        Flag(int id, String colour) {
            this.id = id;
            this.colour = colour;
        }
    }
}
