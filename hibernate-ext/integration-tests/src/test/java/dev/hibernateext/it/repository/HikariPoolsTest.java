/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import dev.hibernateext.repository.pool.BorrowedConnection;
import dev.hibernateext.repository.pool.BorrowedConnections;
import dev.hibernateext.repository.pool.JdbcUrl;
import dev.hibernateext.repository.pool.PoolOptions;
import dev.hibernateext.repository.pool.PoolReview;
import dev.hibernateext.repository.pool.PoolSettings;
import dev.hibernateext.repository.pool.PoolSize;
import dev.hibernateext.repository.pool.PoolTimes;
import dev.hibernateext.repository.pool.hikari.HikariPools;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.Test;

class HikariPoolsTest {

    @Test
    void handsEverySettingToHikari() {
        var times = new PoolTimes(
                Duration.ofSeconds(6),
                Duration.ofSeconds(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(20),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30));
        var settings = PoolSettings.of("jdbc:h2:mem:every")
                .withName("every")
                .withSize(new PoolSize(7, 3))
                .withTimes(times)
                .withOptions(new PoolOptions(true, "select 1", "select 2", false, true));

        var config = HikariPools.config(settings);
        config.setJdbcUrl("jdbc:h2:mem:every");

        assertThat(HikariPools.settings(config)).isEqualTo(settings);
    }

    @Test
    void readsDefaultsOfHikariAsAPoolOfFixedSize() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:plain");

        var settings = HikariPools.settings(config);

        assertThat(settings.url()).isEqualTo(JdbcUrl.of("jdbc:h2:mem:plain"));
        assertThat(settings.size()).isEqualTo(PoolSize.fixed(10));
        assertThat(settings.times()).isEqualTo(PoolTimes.DEFAULT);
        assertThat(settings.options().autoCommit()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> HikariPools.settings(new HikariConfig()));
    }

    @Test
    void showsWhichLineOfTheApplicationHoldsAConnection() {
        // tag::pool[]
        var settings = PoolSettings.of("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1")
                .withName("shop")
                .withCredentials("sa", "")
                .withSize(PoolSize.forDatabase(4, 1).sharedBy(2));
        var findings = PoolReview.of(settings).findings(); // none

        var hikari = HikariPools.open(settings);
        var pool = BorrowedConnections.over(hikari, Clock.systemUTC());
        pool.watch(true);
        // end::pool[]
        assertThat(findings).isEmpty();
        try (var factory = factory(pool)) {
            factory.inTransaction(session -> {
                session.persist(new Parcel());
                session.flush();

                // tag::held[]
                var held = pool.heldFor(Duration.ZERO);
                // end::held[]

                assertThat(held)
                        .singleElement()
                        .extracting(BorrowedConnection::stack)
                        .asString()
                        .contains("HikariPoolsTest.showsWhichLine");
            });
            assertThat(pool.held()).isEmpty();
        } finally {
            hikari.close();
        }
    }

    private static SessionFactory factory(BorrowedConnections pool) {
        return new HibernatePersistenceConfiguration("pooled")
                .managedClasses(Parcel.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
                .property(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, Action.CREATE)
                .createEntityManagerFactory();
    }

    @Entity(name = "Parcel")
    static class Parcel {

        @Id
        int id;
    }
}
