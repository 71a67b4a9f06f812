/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LazyDatabasesTest {

    private final List<String> events = new ArrayList<>();
    private final LazyDatabases databases =
            new LazyDatabases(TenantPlacement.rows("main"), (region, name) -> pool(region + '/' + name));

    @Test
    void makesEachPoolOnceAndWhenNeeded() {
        assertThat(events).isEmpty();

        var pool = databases.dataSource(TenantPlacement.schema("main", "one"));
        assertThat(databases.dataSource(TenantPlacement.schema("main", "two"))).isSameAs(pool);
        assertThat(databases.shared()).isSameAs(pool);
        databases.dataSource(new TenantPlacement.Database("eu", "main"));

        assertThat(events).containsExactly("made default/main", "made eu/main");
    }

    @Test
    void closesAllPoolsThoughOneFails() {
        databases.dataSource(TenantPlacement.database("bad one"));
        databases.dataSource(TenantPlacement.database("good"));
        databases.dataSource(TenantPlacement.database("bad two"));

        assertThatThrownBy(databases::close)
                .isInstanceOf(DatabaseCloseException.class)
                .hasMessageContaining("2 pools")
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
        assertThat(events).contains("closed default/good");
    }

    /** A pool nobody takes connections from. */
    private DataSource pool(String name) {
        events.add("made " + name);
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class, AutoCloseable.class},
                (proxy, method, arguments) -> method.getName().equals("close") ? closed(name) : null);
    }

    private @Nullable Object closed(String name) {
        if (name.contains("bad")) {
            throw new UnsupportedOperationException(name);
        }
        events.add("closed " + name);
        return null;
    }
}
