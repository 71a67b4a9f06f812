/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.pool.PoolListener;
import dev.hibernateext.tenancy.routing.DatabaseCloseException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What nobody is there to hear of is in the log. */
class PoolLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.tenancy");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(logged);
    }

    private static DatabasePools pools(PoolListener listener) {
        return DatabasePools.open(
                DatabasePoolSettings.of(TenantPlacement.rows("main"), PoolLimits.atMost(1), database -> unclosable())
                        .withListener(listener));
    }

    /** A pool that works until it is to be closed. */
    private static DataSource unclosable() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return (DataSource) Proxy.newProxyInstance(
                PoolLogTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class, AutoCloseable.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        throw new IllegalStateException("stuck");
                    }
                    return method.invoke(source, arguments);
                });
    }

    @Test
    void tellsOfListenersAndPoolsThatFail() throws SQLException {
        var pools = pools(new PoolListener() {
            @Override
            public void created(DatabaseName database, Duration took) {
                throw new IllegalStateException("deaf");
            }
        });
        pools.shared().getConnection().close();
        assertThatThrownBy(pools::close).isInstanceOf(DatabaseCloseException.class);

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "HEXT000611: A PoolListener failed to hear of the pool of 'default/main'",
                        "HEXT000612: The pool of 'default/main' failed to close; it counts as closed");
        assertThat(logged.list)
                .extracting(event -> event.getThrowableProxy().getMessage())
                .containsExactly("deaf", "stuck");
    }
}
