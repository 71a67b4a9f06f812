/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.SessionFactoryScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row-level security of tenants whose column is no text. */
abstract class TypedTenants {

    private final String first;
    private final String second;
    private final String sqlType;
    private final SecuredDatabase secured;
    private final SessionFactory factory;

    /** Two tenants as text, and the type of their column. */
    TypedTenants(SessionFactoryScope scope, Class<?> entity, TenantType type) throws SQLException {
        this.first = type.first();
        this.second = type.second();
        this.sqlType = type.name();
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.open(Map.of(), type.reader(), entity);
    }

    record TenantType(String name, Function<String, Object> reader, String first, String second) {}

    /** A parcel with a word that refers to itself. */
    abstract Object parcel(String word);

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    @Test
    void keepsTenantsApart(SessionFactoryScope scope) throws SQLException {
        for (var tenant : List.of(first, second)) {
            Ledger.as(
                    tenant,
                    () -> factory.fromTransaction(session -> {
                        var parcel = parcel(tenant);
                        session.persist(parcel);
                        return parcel;
                    }));
        }

        for (var tenant : List.of(first, second)) {
            assertThat(tenants(tenant)).containsExactly(tenant);
            assertThat(words(tenant)).containsExactly(tenant);
        }
        assertThatThrownBy(() -> Ledger.as(
                        first,
                        () -> factory.fromTransaction(session -> session.createNativeMutationQuery(
                                        "update Parcel set tenant = cast('" + second + "' as " + sqlType + ")")
                                .executeUpdate())))
                .hasMessageContaining("row-level security");
        // the blade: the same statement without the policy
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table Parcel disable row level security"));
            assertThat(tenants(first)).contains(first, second);
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
}
