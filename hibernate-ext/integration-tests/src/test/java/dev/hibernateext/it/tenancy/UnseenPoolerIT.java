/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/** Where no database answers when a factory starts, nobody can tell what stands before it. */
class UnseenPoolerIT {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.tenancy");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    private static void start(String pooler) {
        var nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"localhost"});
        nowhere.setPortNumbers(new int[] {1});
        new HibernatePersistenceConfiguration("unseen")
                .managedClasses(Token.class)
                .property("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect")
                .property(TenancySettings.CATALOG, new InMemoryTenantCatalog())
                .property(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, nowhere))
                .property(TenancySettings.POOLER, pooler)
                .createEntityManagerFactory()
                .close();
    }

    @Test
    void saysThatNobodyLooked() {
        start("detect");

        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith("HEXT000601: Whether a pooler stands before the database is not known");
        });
    }

    @Test
    void looksForNoneWhereThereIsNone() {
        start("session");

        assertThat(logged.list).isEmpty();
    }

    @Entity(name = "Token")
    static class Token {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;
    }
}
