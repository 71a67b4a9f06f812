/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Two factories with regions of the same names, as two databases of one application have them. */
@HibernateExtTest(entities = Shelf.class)
class RegionIsolationTest {

    @Test
    void keepsFactoriesApart(SessionFactoryScope scope) {
        assertThat(nameInTheOther(scope, settings -> {})).isEqualTo("b");
    }

    /** The regions of Hibernate are in a manager of the provider's own, which all factories share. */
    @Test
    void isNotThereWithTheRegionsOfHibernate(SessionFactoryScope scope) {
        Consumer<Map<String, Object>> stock = settings -> {
            settings.put("hibernate.cache.region.factory_class", "jcache");
            settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
            settings.put("hibernate.javax.cache.provider", "org.ehcache.jsr107.EhcacheCachingProvider");
        };

        assertThat(nameInTheOther(scope, stock)).isEqualTo("a");
    }

    /** Of a row that is called a in one database and b in the other. */
    private static String nameInTheOther(SessionFactoryScope scope, Consumer<Map<String, Object>> changes) {
        try (var one = scope.openAnother(changes);
                var other = scope.openAnother(changes.andThen(RegionIsolationTest::elsewhere))) {
            one.inTransaction(session -> session.persist(new Shelf(1, "a")));
            other.factory().getSchemaManager().create(true);
            other.inTransaction(session -> session.doWork(RegionIsolationTest::insert));
            one.inTransaction(session -> session.find(Shelf.class, 1));
            return other.fromTransaction(session -> session.find(Shelf.class, 1).name);
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into Shelf (id, name) values (1, 'b')");
        }
    }

    private static void elsewhere(Map<String, Object> settings) {
        settings.remove("hibernate.connection.datasource");
        settings.remove("jakarta.persistence.nonJtaDataSource");
        settings.put("jakarta.persistence.jdbc.url", "jdbc:h2:mem:elsewhere");
        settings.put("jakarta.persistence.jdbc.user", "sa");
    }
}
