/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.isolation;

import static dev.hibernateext.it.tenancy.isolation.AuditedBank.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.tenancy.isolation.AuditedBank.Account;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.tenancy.isolation.IsolationException;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.SQLInsert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the settings of the isolation audit and of the statement log do. */
class IsolationSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {IsolationSettings.POLICY, IsolationSettings.SHARED_WRITE, IsolationSettings.NOT_PARSED})
    void refusesPoliciesThereAreNot(String setting) {
        refuses(Map.of(setting, "maybe"), setting, "off, warn or reject");
    }

    @Test
    void refusesAlertsThatAreNone() {
        refuses(
                Map.of(IsolationSettings.POLICY, "warn", IsolationSettings.ALERT, "mail"),
                IsolationSettings.ALERT,
                "IsolationAlert");
    }

    @ParameterizedTest
    @ValueSource(strings = {IsolationSettings.POLICY, IsolationSettings.DEFINITION})
    void refusesToBeBlind(String setting) {
        refuses(
                Map.of(
                        setting,
                        "warn",
                        "hibernate.ext.change.enabled",
                        "false",
                        "hibernate.ext.hook.enabled",
                        "false",
                        "hibernate.ext.soft_delete.enabled",
                        "false"),
                setting + " is set",
                "JdbcServices");
    }

    @Test
    void refusesStatementsOfTheMappingInOtherSchemas() {
        refuses(Map.of(IsolationSettings.POLICY, "reject"), "elsewhere.Rate", Misled.class);
        AuditedBank.open(Map.of(IsolationSettings.POLICY, "warn"), Misled.class).close();
        AuditedBank.open(Map.of(), Misled.class).close();
    }

    private static void refuses(Map<String, Object> settings, String... texts) {
        refuses(settings, List.of(texts));
    }

    private static void refuses(Map<String, Object> settings, String text, Class<?> entity) {
        refuses(settings, List.of(text), entity);
    }

    private static void refuses(Map<String, Object> settings, List<String> texts, Class<?>... entities) {
        assertThatThrownBy(() -> AuditedBank.open(settings, entities).close())
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, IsolationException.class))
                        .isNotNull()
                        .hasMessageContainingAll(texts.toArray(CharSequence[]::new)));
    }

    /** What is off costs nothing: sessions have the connection as it is. */
    @Test
    void putsNothingAroundConnectionsWhereJdbcIsNotLookedAt() {
        assertThat(isWatched(Map.of())).isFalse();
        assertThat(isWatched(Map.of(IsolationSettings.POLICY, "off"))).isFalse();
        assertThat(isWatched(Map.of(IsolationSettings.POLICY, "warn", IsolationSettings.JDBC, false)))
                .isFalse();
        assertThat(isWatched(Map.of(IsolationSettings.POLICY, "warn"))).isTrue();
    }

    private static boolean isWatched(Map<String, Object> settings) {
        try (var bank = AuditedBank.open(settings)) {
            return bank.from(
                    ROWS, session -> session.doReturningWork(connection -> Proxy.isProxyClass(connection.getClass())));
        }
    }

    @Test
    void leavesJdbcAloneWhereItIsTold() {
        try (var bank = AuditedBank.open(Map.of(IsolationSettings.POLICY, "reject", IsolationSettings.JDBC, false))) {
            bank.in(
                    ROWS,
                    session -> session.doWork(
                            connection -> connection.createStatement().execute("select * from Account")));
            assertThatThrownBy(() -> bank.in(
                            ROWS,
                            session -> session.createNativeQuery("select owner from Account", String.class)
                                    .getResultList()))
                    .isInstanceOf(IsolationException.class);
        }
    }

    @Test
    void logsEachStatementWithItsTenantAndWithoutValues() {
        var lines = logged(Map.of(IsolationSettings.STATEMENT_LOG, true));

        assertThat(lines)
                .allMatch(line -> line.startsWith("[rows] "))
                .anyMatch(line -> line.contains("insert into Account "))
                .anyMatch(line -> line.endsWith("select 7"))
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void logsNothingByDefault() {
        assertThat(logged(Map.of())).isEmpty();
    }

    private static List<String> logged(Map<String, Object> settings) {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.tenancy.statements");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
        try (var bank = AuditedBank.open(settings)) {
            bank.in(ROWS, session -> {
                session.persist(new Account(1, "secret"));
                session.flush();
                session.doWork(connection -> connection.createStatement().execute("select 7"));
            });
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Writes where no tenant is. */
    @Entity(name = "Rate")
    @Table(name = "rate", schema = "shared")
    @SharedAmongTenants
    @SQLInsert(sql = "insert into elsewhere.Rate (cents, id) values (?, ?)")
    static class Misled {

        @Id
        long id;

        int cents;
    }
}
