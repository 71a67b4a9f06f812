/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row-level security of tenants whose column is no text. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = NumericTenantsIT.Parcel.class)
class NumericTenantsIT {

    private static final String FIRST = "1";
    private static final String SECOND = "20";

    private final SecuredDatabase secured;
    private final SessionFactory factory;

    NumericTenantsIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.open(Map.of(), Long::valueOf, Parcel.class);
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    @Test
    void keepsTenantsApart(SessionFactoryScope scope) throws SQLException {
        for (var tenant : List.of(FIRST, SECOND)) {
            Ledger.as(
                    tenant,
                    () -> factory.fromTransaction(session -> {
                        var parcel = new Parcel();
                        parcel.words.add(tenant);
                        parcel.origin = parcel;
                        session.persist(parcel);
                        return parcel;
                    }));
        }

        for (var tenant : List.of(FIRST, SECOND)) {
            assertThat(tenants(tenant)).containsExactly(tenant);
            assertThat(words(tenant)).containsExactly(tenant);
        }
        assertThatThrownBy(() -> Ledger.as(
                        FIRST,
                        () -> factory.fromTransaction(session -> session.createNativeMutationQuery(
                                        "update Parcel set tenant = cast('" + SECOND + "' as bigint)")
                                .executeUpdate())))
                .hasMessageContaining("row-level security");
        // the blade: the same statement without the policy
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table Parcel disable row level security"));
            assertThat(tenants(FIRST)).contains(FIRST, SECOND);
        }
    }

    private List<String> tenants(String tenant) {
        return list(tenant, "select distinct cast(tenant as text) from Parcel");
    }

    private List<String> words(String tenant) {
        return list(tenant, "select distinct words from parcel_word");
    }

    private List<String> list(String tenant, String sql) {
        return Ledger.as(
                tenant,
                () -> factory.fromTransaction(
                        session -> session.createNativeQuery(sql, String.class).getResultList()));
    }

    @Test
    void knowsItsOwnPolicies() throws SQLException {
        try (var connection = secured.pool().getConnection()) {
            assertThat(secured.security().check(connection).findings()).isEmpty();
            assertThat(secured.security().upgrade(connection)).isEmpty();
        }
    }

    @Entity(name = "Parcel")
    static class Parcel {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        Long tenant;

        @ManyToOne
        @Nullable
        Parcel origin;

        @ElementCollection
        @CollectionTable(name = "parcel_word")
        Set<String> words = new HashSet<>();
    }
}
