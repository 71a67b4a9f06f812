/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariConfig;
import dev.hibernateext.repository.pool.PoolReview;
import dev.hibernateext.repository.pool.PoolSettings;
import dev.hibernateext.repository.pool.PoolTimes;
import dev.hibernateext.repository.pool.hikari.HikariPools;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A password of a pool goes to the driver and nowhere else: all loggers of pool, drivers and Hibernate are listened to at their finest. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class PoolSecretsIT {

    private static final String MARKER = "marker-4711%";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final java.util.logging.Logger drivers = java.util.logging.Logger.getLogger("org.postgresql");
    private final Records records = new Records();

    @BeforeEach
    void listen() {
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        drivers.setLevel(java.util.logging.Level.ALL);
        drivers.addHandler(records);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(level);
        drivers.removeHandler(records);
        drivers.setLevel(null);
    }

    @Test
    void staysOutOfAFailureToLogOn(SessionFactoryScope scope) {
        assertSilentFailure(settings(unusable(scope)).withCredentials("nobody", MARKER));
    }

    @Test
    void staysOutOfAnUrlThatBroughtIt(SessionFactoryScope scope) {
        var url = unusable(scope);
        var separator = url.startsWith("jdbc:h2:") ? ";" : url.contains("?") ? "&" : "?";

        assertSilentFailure(settings(url + separator + "user=nobody" + separator + "password=" + MARKER));
    }

    @Test
    void staysOutOfTheErrorOfAnUrlNoDriverTakes() {
        var url = "jdbc:nosuch://db/shop?password=" + MARKER;

        assertSilentFailure(settings(url));
        assertThat(catchThrowable(() -> DriverManager.getConnection(url)))
                .as("the danger")
                .hasMessageContaining(MARKER);
    }

    @Test
    void staysOutOfAnErrorOfTheDriverThatRepeatsIt() {
        var repeating =
                settings("jdbc:h2:mem:pool").withProperty("INIT", MARKER).withCredentials("sa", MARKER);

        var failure = catchThrowable(() -> repeating.unpooled().getConnection());

        assertThat(failure)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isNotEmpty())
                .hasMessageContaining("withheld");
        assertThat(text(failure)).doesNotContain(MARKER);
    }

    @Test
    void staysOutOfAPoolThatWorks(SessionFactoryScope scope) throws SQLException {
        var database = scope.database();
        var settings = settings(database.url())
                .withCredentials(database.user(), database.password())
                .withName(MARKER.substring(0, 6));
        try (var pool = HikariPools.open(settings);
                var connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(pool.getPassword()).isNull();
            assertThat(pool.getJdbcUrl()).isNull();
        }
    }

    @Test
    void staysOutOfSettingsReadFromHikari() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://db.example.org/shop?password=" + MARKER);
        config.setUsername("shop");
        config.setPassword(MARKER);
        config.addDataSourceProperty("sslpassword", MARKER);

        var settings = HikariPools.settings(config);

        assertThat(settings.toString()).doesNotContain(MARKER);
        assertThat(PoolReview.of(settings).findings().toString())
                .contains("pool.credential-in-url", "pool.auto-commit-on", "pool.nameless", "pool.values-in-errors")
                .doesNotContain("idle-timeout", MARKER);
    }

    private static PoolSettings settings(String url) {
        return PoolSettings.of(url).withTimes(PoolTimes.DEFAULT.withConnectionTimeout(Duration.ofMillis(300)));
    }

    /** An embedded MariaDB lets everybody in. */
    private static String unusable(SessionFactoryScope scope) {
        var url = scope.database().url();
        return scope.database().kind() == DatabaseKind.MARIADB ? url.replaceFirst("/[^/?]*(\\?|$)", "/nosuch$1") : url;
    }

    private void assertSilentFailure(PoolSettings settings) {
        var failure = catchThrowable(() -> HikariPools.open(settings).close());

        assertThat(failure).isNotNull();
        assertThat(text(failure)).doesNotContain(MARKER);
        assertThat(settings.toString() + settings.unpooled() + PoolReview.of(settings))
                .doesNotContain(MARKER);
        assertThat(logged()).isNotEmpty().noneMatch(line -> line.contains(MARKER));
        assertThat(records.texts).noneMatch(line -> line.contains(MARKER));
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private static String text(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static final class Records extends Handler {

        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final java.util.logging.Formatter formatter = new java.util.logging.SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            texts.add(formatter.format(record));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** The extension wants an entity. */
    @Entity(name = "Pooled")
    static class Pooled {

        @Id
        int id;
    }
}
