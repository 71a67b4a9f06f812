/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.isolation;

import static dev.hibernateext.it.tenancy.isolation.AuditedBank.DATABASE;
import static dev.hibernateext.it.tenancy.isolation.AuditedBank.NEXT;
import static dev.hibernateext.it.tenancy.isolation.AuditedBank.ROWS;
import static dev.hibernateext.it.tenancy.isolation.AuditedBank.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.tenancy.isolation.AuditedBank.Account;
import dev.hibernateext.it.tenancy.isolation.AuditedBank.Currency;
import dev.hibernateext.it.tenancy.isolation.AuditedBank.Savings;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import dev.hibernateext.tenancy.audit.IsolationFault;
import dev.hibernateext.tenancy.audit.TenancyEvent.Trespassed;
import dev.hibernateext.tenancy.isolation.IsolationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Native statements of a factory that rejects what reaches beyond the tenant, on each way they can take. */
class IsolationAuditTest {

    private static final String EVERYTHING = "select owner from Account";

    private final AuditedBank bank = AuditedBank.settled("reject");

    @AfterEach
    void close() {
        bank.close();
    }

    /** A way a statement can take to the database. */
    record Way(String name, Consumer<Session> work) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way(
                        "list",
                        session -> session.createNativeQuery(EVERYTHING, String.class)
                                .getResultList()),
                new Way(
                        "single",
                        session -> session.createNativeQuery("select count(*) from Account", Long.class)
                                .getSingleResult()),
                new Way(
                        "page",
                        session -> session.createNativeQuery(EVERYTHING, String.class)
                                .setMaxResults(1)
                                .getResultList()),
                new Way(
                        "stream",
                        session -> session.createNativeQuery(EVERYTHING, String.class)
                                .getResultStream()
                                .forEach(owner -> {})),
                new Way(
                        "scroll",
                        session -> session.createNativeQuery(EVERYTHING, String.class)
                                .scroll()
                                .close()),
                new Way(
                        "entity",
                        session -> session.createNativeQuery(
                                        "select id, tenant, owner, 0 as rate, 0 as clazz_ from Account", Account.class)
                                .getResultList()),
                new Way(
                        "named",
                        session -> session.createNamedQuery("everything", String.class)
                                .getResultList()),
                new Way(
                        "update",
                        session -> session.createNativeMutationQuery("update Account set owner = 'x'")
                                .executeUpdate()),
                new Way(
                        "delete",
                        session -> session.createNativeMutationQuery("delete from Account")
                                .executeUpdate()),
                new Way(
                        "collection",
                        session -> session.createNativeQuery("select words from Account_words", String.class)
                                .getResultList()),
                new Way(
                        "text",
                        session -> session.createNativeQuery(EVERYTHING + " where tenant = 'next'", String.class)
                                .getResultList()),
                work(
                        "prepared",
                        connection -> connection.prepareStatement(EVERYTHING).executeQuery()),
                work("plain", connection -> connection.createStatement().executeQuery(EVERYTHING)),
                work(
                        "update by JDBC",
                        connection -> connection.createStatement().executeUpdate("delete from Account")),
                work("batch", connection -> {
                    var statement = connection.createStatement();
                    statement.addBatch("delete from Account");
                    statement.executeBatch();
                }),
                work(
                        "from a statement",
                        connection -> connection
                                .prepareStatement("select 1")
                                .getConnection()
                                .createStatement()
                                .execute(EVERYTHING)));
    }

    private interface Jdbc {
        void accept(Connection connection) throws SQLException;
    }

    private static Way work(String name, Jdbc work) {
        return new Way(name, session -> session.doWork(work::accept));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void rejectsWhatReachesRowsOfOthersOnEachWay(Way way) {
        assertThatThrownBy(() -> bank.in(ROWS, way.work())).isInstanceOfSatisfying(IsolationException.class, error -> {
            assertThat(error.code()).isEqualTo("tenancy.isolation");
            assertThat(error.findings())
                    .extracting(finding -> finding.fault())
                    .containsExactly(IsolationFault.MISSING_TENANT);
            assertThat(error).hasMessageContaining("Account").hasMessageContaining("tenant " + ROWS);
        });
        assertThat(bank.events()).containsExactlyElementsOf(bank.alerts()).hasSize(1);
        assertThat(bank.alerts().get(0))
                .extracting(Trespassed::tenant, Trespassed::rejected)
                .containsExactly(new TenantKey(ROWS), true);
        assertThat(owners(NEXT)).containsExactly(NEXT);
    }

    /** The blade: switched off, each way reaches them. */
    @ParameterizedTest
    @MethodSource("ways")
    void reachesRowsOfOthersWhereItIsOff(Way way) {
        try (var open = AuditedBank.settled("off")) {
            assertThatCode(() -> Tenants.run(ROWS, () -> {
                        try (var session = open.factory().openSession()) {
                            session.beginTransaction();
                            way.work().accept(session);
                            session.getTransaction().rollback();
                        }
                    }))
                    .satisfiesAnyOf(
                            error -> assertThat(error).isNull(),
                            error -> assertThat(error).hasStackTraceContaining("Referential integrity"));
            assertThat(open.alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void letsTenantsWithSchemasAndDatabasesPass(Way way) {
        for (var tenant : List.of(SCHEMA, DATABASE)) {
            Tenants.run(tenant, () -> {
                try (var session = bank.factory().openSession()) {
                    session.beginTransaction();
                    assertThatCode(() -> way.work().accept(session))
                            .satisfiesAnyOf(
                                    error -> assertThat(error).isNull(),
                                    error -> assertThat(error).hasStackTraceContaining("Referential integrity"));
                    session.getTransaction().rollback();
                }
            });
        }
        assertThat(bank.alerts()).isEmpty();
    }

    @Test
    void letsStatementsWithTheTenantPass() {
        assertThat(owners(ROWS)).containsExactly(ROWS);
        bank.in(ROWS, session -> {
            assertThat(session.createNamedQuery("own", String.class)
                            .setParameter("tenant", ROWS)
                            .getResultList())
                    .containsExactly(ROWS);
            assertThat(session.createNativeQuery(EVERYTHING + " where tenant in (:tenants)", String.class)
                            .setParameterList("tenants", List.of(ROWS))
                            .getResultList())
                    .containsExactly(ROWS);
        });
        assertThat(bank.alerts()).isEmpty();
    }

    /** Statements Hibernate makes are not parsed: there would be findings. */
    @Test
    void looksAtNothingHibernateMakes() {
        bank.in(ROWS, session -> {
            session.persist(new Savings());
            session.flush();
            session.clear();
            assertThat(session.find(Account.class, 0L).words).isEmpty();
            assertThat(session.createSelectionQuery("from Account a left join a.words", Account.class)
                            .getResultList())
                    .hasSize(2);
            session.createMutationQuery("update Savings set rate = 2, owner = 'x'")
                    .executeUpdate();
            session.createMutationQuery("delete from Savings").executeUpdate();
        });
        assertThat(bank.alerts()).isEmpty();
    }

    @Test
    void rejectsOtherSchemas() {
        reject(SCHEMA, "select * from public.Account", IsolationFault.OTHER_SCHEMA);
        reject(ROWS, "select * from \"own\".Account where tenant = ?", IsolationFault.OTHER_SCHEMA);
        bank.forget();
        pass(SCHEMA, "select * from \"own\".Account");
        pass(SCHEMA, "select * from shared.currency");
        pass(ROWS, "select count(*) from information_schema.tables");
    }

    @Test
    void rejectsWritesToSharedTablesButInTheirScope() {
        var insert = "insert into shared.currency (code) values ('CHF')";
        for (var tenant : List.of(ROWS, SCHEMA)) {
            reject(tenant, insert, IsolationFault.SHARED_WRITE);
        }
        try (var scope = Tenants.openShared()) {
            bank.factory()
                    .inTransaction(
                            session -> session.createNativeMutationQuery(insert).executeUpdate());
            assertThatThrownBy(() -> bank.factory()
                            .inTransaction(session -> session.createNativeQuery(EVERYTHING, String.class)
                                    .getResultList()))
                    .isInstanceOf(IsolationException.class);
        }
        assertThat(bank.<Currency>from(ROWS, session -> session.find(Currency.class, "CHF")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table other (id int)", "drop table Account", "truncate table Account"})
    void rejectsDefinitions(String sql) {
        reject(ROWS, sql, IsolationFault.DEFINITION);
        reject(SCHEMA, sql, IsolationFault.DEFINITION);
    }

    @Test
    void rejectsWhatItCannotParse() {
        reject(DATABASE, "selct owner frm Account", IsolationFault.NOT_PARSED);
    }

    @Test
    void leavesAdministratorsAlone() {
        var permission = new TenantPermission(new Actor("controller"), "report");
        var owners = TenantAdmin.of(bank.factory())
                .call(
                        permission,
                        session -> session.createNativeQuery(EVERYTHING, String.class)
                                .getResultList());

        assertThat(owners).containsExactlyInAnyOrder(ROWS, NEXT);
        assertThat(bank.alerts()).isEmpty();
    }

    @Test
    void warnsAndRunsTheStatement() {
        try (var warning = AuditedBank.settled("warn")) {
            assertThat(warning.<List<String>>from(
                            ROWS,
                            session -> session.createNativeQuery(EVERYTHING, String.class)
                                    .getResultList()))
                    .containsExactlyInAnyOrder(ROWS, NEXT);
            assertThat(warning.alerts()).hasSize(1).noneMatch(Trespassed::rejected);
            assertThat(warning.events()).containsExactlyElementsOf(warning.alerts());
        }
    }

    @Test
    void saysNoValues() {
        assertThatThrownBy(() -> bank.in(
                        ROWS,
                        session -> session.createNativeQuery(
                                        "select owner from Account where owner = 'secret' and id = :id", String.class)
                                .setParameter("id", 4711)
                                .getResultList()))
                .hasMessageNotContainingAny("secret", "4711");
        assertThat(bank.alerts().toString()).doesNotContain("secret").doesNotContain("4711");
    }

    @Test
    void unwrapsConnectionsAndGivesThemBack() {
        for (var round = 0; round < 3; round++) {
            bank.in(
                    ROWS,
                    session -> session.doWork(connection -> {
                        assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class))
                                .isNotNull();
                        assertThat(connection).isNotEqualTo(connection.unwrap(org.h2.jdbc.JdbcConnection.class));
                        assertThat(Set.of(connection)).contains(connection);
                        assertThat(connection.createStatement().getConnection()).isSameAs(connection);
                    }));
        }
    }

    private List<String> owners(String tenant) {
        return bank.from(
                tenant,
                session -> session.createNativeQuery(EVERYTHING + " where tenant = :tenant", String.class)
                        .setParameter("tenant", tenant)
                        .getResultList());
    }

    private void reject(String tenant, String sql, IsolationFault fault) {
        ThrowingCallable execution = () -> bank.in(
                tenant,
                session -> session.doWork(
                        connection -> connection.createStatement().execute(sql)));
        assertThatThrownBy(execution)
                .as(sql)
                .isInstanceOfSatisfying(
                        IsolationException.class,
                        error -> assertThat(error.findings())
                                .extracting(finding -> finding.fault())
                                .contains(fault));
    }

    private void pass(String tenant, String sql) {
        bank.in(tenant, session -> session.createNativeQuery(sql, Object.class).getResultList());
        assertThat(bank.alerts()).as(sql).isEmpty();
        bank.forget();
    }

    @Test
    void rejectsOneKindOnly() {
        try (var some = AuditedBank.open(Map.of("hibernate.ext.tenancy.isolation.definition", "REJECT"))) {
            some.in(
                    ROWS,
                    session ->
                            session.createNativeQuery(EVERYTHING, String.class).getResultList());
            assertThatThrownBy(() -> some.in(
                            ROWS,
                            session -> session.createNativeMutationQuery("truncate table Account")
                                    .executeUpdate()))
                    .isInstanceOf(IsolationException.class);
        }
    }
}
