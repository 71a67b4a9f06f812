/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a conflict tells of the row is read where the tenant's rows are. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = TenantFleet.Settings.class,
        settings = @Setting(name = TenancySettings.STRICT, value = "false"))
class ConflictOfPlacesIT {

    private final SessionFactory factory;
    private final TenantFleet fleet;

    ConflictOfPlacesIT(SessionFactoryScope scope) {
        factory = scope.factory();
        fleet = TenantFleet.of(scope);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsTheVersionThatWon(boolean inSchema) {
        try (var tenant = Tenants.open(inSchema ? fleet.inSchema() : fleet.inDatabase())) {
            factory.inTransaction(session -> session.persist(new Draft()));

            var conflict = conflict();

            assertThat(conflict.isCurrentKnown()).isTrue();
            assertThat(conflict.current()).isEqualTo(1L);
        }
    }

    /** Another session is faster. */
    private VersionConflictException conflict() {
        try (var session = factory.openSession()) {
            var transaction = session.beginTransaction();
            session.find(Draft.class, 1).text = "mine";
            factory.inTransaction(faster -> faster.find(Draft.class, 1).text = "theirs");
            var error = catchThrowableOfType(RuntimeException.class, session::flush);
            var conflict = requireNonNull(VersionConflictException.from(error, session));
            transaction.rollback();
            return conflict;
        }
    }

    @Entity(name = "Draft")
    static class Draft extends VersionedEntity {

        @Id
        int id = 1;

        @Nullable
        String text;
    }
}
