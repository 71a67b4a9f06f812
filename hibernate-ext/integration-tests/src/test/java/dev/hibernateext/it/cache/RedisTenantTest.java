/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries in Redis belong to tenants. */
@HibernateExtTest(entities = Voucher.class)
class RedisTenantTest {

    @Test
    void keepsTenantsApart(SessionFactoryScope scope) {
        var prefix = EmbeddedRedis.newPrefix();
        try (var redis = new EmbeddedRedis().settled();
                var one = redis.node(scope, prefix, Map.of());
                var other = redis.node(scope, prefix, Map.of())) {
            Shop.in(one, "red", session -> session.persist(new Voucher(1, "red's")));

            var seen = Shop.from(other, "blue", session -> session.findMultiple(Voucher.class, List.of(1)));
            assertThat(seen).containsOnlyNulls();
            assertThat(holds(other, "red")).isTrue();
            assertThat(holds(other, "blue")).isFalse();
        }
    }

    private static boolean holds(SessionFactoryScope node, String tenant) {
        return CacheEviction.of(node.factory()).contains(Voucher.class, 1, new TenantKey(tenant));
    }
}
