/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.cache.Shop.Details;
import dev.hibernateext.it.cache.Shop.Product;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One entity of one tenant leaves the cache; Hibernate's own eviction does not find it. */
@HibernateExtTest(
        entities = {Voucher.class, Product.class, Details.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CacheEvictionIT {

    private static final TenantKey RED = new TenantKey("red");
    private static final TenantKey BLUE = new TenantKey("blue");

    private final SessionFactoryScope scope;

    CacheEvictionIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void cacheTwoTenantsAndChangeTheirRowsPastHibernate() throws SQLException {
        Shop.in(scope, "red", session -> session.persist(new Voucher(1, "old")));
        Shop.in(scope, "blue", session -> session.persist(new Voucher(2, "old")));
        assertThat(texts()).containsExactly("old", "old");
        try (var connection = scope.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update Voucher set text = 'new'");
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        assertThat(texts()).containsExactly("old", "old");
    }

    @Test
    void takesTheEntryOfOneTenant() {
        var eviction = CacheEviction.of(scope.factory());
        assertThat(eviction.contains(Voucher.class, 1, RED)).isTrue();
        assertThat(eviction.contains(Voucher.class, 1, BLUE)).isFalse();

        eviction.evict(Voucher.class, 1, RED);

        assertThat(eviction.contains(Voucher.class, 1, RED)).isFalse();
        assertThat(texts()).containsExactly("new", "old");
    }

    @Test
    void takesTheEntryOfTheTenantInForce() {
        Contexts.run(
                Context.empty().withTenant(BLUE),
                () -> CacheEviction.of(scope.factory()).evict(Voucher.class, 2L));

        assertThat(texts()).containsExactly("old", "new");
    }

    @Test
    void isMoreThanThatOfHibernateDoes() {
        scope.factory().getCache().evict(Voucher.class, 1);

        assertThat(texts()).containsExactly("old", "old");
    }

    @Test
    void leavesWhatIsNotCachedAlone() {
        CacheEviction.of(scope.factory()).evict(Voucher.class, 99, RED);

        assertThat(texts()).containsExactly("old", "old");
    }

    private List<String> texts() {
        return List.of(
                Shop.from(scope, "red", session -> session.find(Voucher.class, 1).text),
                Shop.from(scope, "blue", session -> session.find(Voucher.class, 2).text));
    }
}
