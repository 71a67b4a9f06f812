/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.tenancy.admission.AdmissionException;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.admission.Overflow;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What operators read of databases that fail, and of listeners that do. No message of an exception is in it. */
class AdmissionLogTest {

    private final Tenant acme = Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.tenancy");
    private final Level level = logger.getLevel();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(level);
    }

    /** Refuses so many times. */
    private record Refusing(AtomicInteger refusals) implements TenantDatabases {

        @Override
        public Connection connection(Tenant tenant) throws SQLException {
            if (refusals.getAndDecrement() > 0) {
                throw new SQLException("a secret", "08001");
            }
            return shared().getConnection();
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return shared();
        }

        @Override
        public DataSource shared() {
            var source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:");
            return source;
        }

        @Override
        public void close() {}
    }

    @Test
    void tellsWhenDatabaseIsLetAloneAndWhenItIsBack() {
        var databases = new RetriedDatabases(
                new Refusing(new AtomicInteger(2)),
                ConnectRetries.upTo(1),
                new CircuitLimits(2, Duration.ofMillis(10)));
        Awaitility.await().ignoreExceptions().until(() -> {
            databases.connection(acme).close();
            return true;
        });

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "HEXT000608: Connecting to database 'main' in region 'default' failed 2 times in a row; it is let alone for 10 ms",
                        "HEXT000609: Database 'main' in region 'default' gives connections again");
    }

    @Test
    void tellsWhichListenerFailed() throws SQLException {
        var limits = AdmissionLimits.of(1).withOverflow(Overflow.REJECT);
        var databases = new AdmittedDatabases(
                new Refusing(new AtomicInteger()), AdmissionPolicy.of(limits).withListener(event -> {
                    throw new UnsupportedOperationException("a secret");
                }));
        try (var connection = databases.connection(acme)) {
            assertThat(connection.isClosed()).isFalse();
            assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(AdmissionException.class);
        }

        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("HEXT000607: Admission listener " + getClass().getName())
                .endsWith(" failed with java.lang.UnsupportedOperationException");
    }
}
