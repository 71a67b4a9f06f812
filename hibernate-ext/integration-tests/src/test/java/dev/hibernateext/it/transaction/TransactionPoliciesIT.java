/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.transaction.IncompatibleTransactionException;
import dev.hibernateext.core.transaction.Isolation;
import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL})
class TransactionPoliciesIT {

    private static final TransactionPolicy DEFAULTS = TransactionPolicy.defaults();
    private static final TransactionPolicy READING = DEFAULTS.withReadOnly(true);

    private SessionFactoryScope scope;
    private Transactions transactions;

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        this.scope = scope;
        this.transactions = Transactions.of(scope.factory());
        scope.inTransaction(session -> session.persist(new Label(1)));
    }

    @Test
    void refusesToJoinATransactionWithLessIsolation() {
        var serializable = transactions.with(DEFAULTS.withIsolation(Isolation.SERIALIZABLE));

        assertThatThrownBy(() -> transactions.run(outer -> serializable.run(inner -> {})))
                .isInstanceOfSatisfying(IncompatibleTransactionException.class, e -> {
                    assertThat(e.code()).isEqualTo("transaction.incompatible");
                    assertThat(e.required()).isEqualTo(Isolation.SERIALIZABLE);
                    assertThat(e).hasMessageContaining("REQUIRES_NEW");
                });
    }

    @Test
    void joinsATransactionWithAsMuchIsolation() {
        var outer = transactions.with(DEFAULTS.withIsolation(Isolation.SERIALIZABLE));
        var inner = transactions.with(DEFAULTS.withIsolation(Isolation.REPEATABLE_READ));

        var level = outer.<Integer, RuntimeException>call(transaction ->
                inner.call(joined -> joined.session().doReturningWork(Connection::getTransactionIsolation)));

        assertThat(level).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    }

    @Test
    void refusesIsolationInAGivenSession() {
        try (var session = scope.openSession()) {
            var given = Transactions.of(session).with(DEFAULTS.withIsolation(Isolation.SERIALIZABLE));

            assertThatThrownBy(() -> given.run(transaction -> {}))
                    .isInstanceOfSatisfying(
                            IncompatibleTransactionException.class,
                            e -> assertThat(e.required()).isEqualTo(Isolation.SERIALIZABLE))
                    .hasMessageContaining("Transactions.of(SessionFactory)");
            assertThat(session.getTransaction().isActive()).isFalse();
        }
    }

    @Test
    void refusesReadingOnlyInAGivenSession() {
        try (var session = scope.openSession()) {
            var given = Transactions.of(session).with(READING);

            assertThatThrownBy(() -> given.run(transaction -> {})).isInstanceOf(IncompatibleTransactionException.class);
            assertThat(session.getTransaction().isActive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Propagation.class,
            names = {"REQUIRED", "MANDATORY", "NESTED"})
    void refusesToWriteWhereTheOuterOnlyReads(Propagation propagation) {
        var ran = new ArrayList<String>();

        assertThatThrownBy(() -> transactions
                        .with(READING)
                        .run(outer -> transactions
                                .with(DEFAULTS.withPropagation(propagation))
                                .run(inner -> ran.add("inner"))))
                .isInstanceOf(IncompatibleTransactionException.class)
                .hasMessageContaining("withReadOnly(true)");

        assertThat(ran).isEmpty();
    }

    @Test
    void readsWhereTheOuterOnlyReads() {
        var reading = transactions.with(READING);

        var found = reading.<Label, RuntimeException>call(
                outer -> reading.call(inner -> inner.session().find(Label.class, 1)));

        assertThat(found.id).isEqualTo(1);
    }

    @Test
    void writesNoEntityOfATransactionThatOnlyReads() {
        transactions.with(READING).run(transaction -> {
            var label = transaction.session().find(Label.class, 1);
            assertThat(transaction.session().isReadOnly(label)).isTrue();
            if (scope.database().kind() != DatabaseKind.H2) {
                assertThat(transaction.session().<Boolean>doReturningWork(Connection::isReadOnly))
                        .isTrue();
            }
            label.text = "changed";
        });

        assertThat(scope.<String>fromTransaction(session -> session.find(Label.class, 1).text))
                .isEmpty();
    }

    @Test
    void endsAStatementThatTakesLongerThanTheTransactionMay() {
        var outcomes = new ArrayList<String>();

        assertThatThrownBy(() -> transactions
                        .with(DEFAULTS.withTimeout(Duration.ofMillis(1)))
                        .run(transaction -> {
                            transaction.onCompletion(outcome -> outcomes.add(outcome.name()));
                            transaction.session().persist(new Label(2));
                            transaction
                                    .session()
                                    .createNativeQuery(slowQuery(), Object.class)
                                    .getResultList();
                        }))
                .isInstanceOf(PersistenceException.class)
                .hasMessageContaining("cancel");

        assertThat(outcomes).containsExactly("ROLLED_BACK");
        assertThat(scope.<Label>fromTransaction(session -> session.find(Label.class, 2)))
                .isNull();
    }

    private String slowQuery() {
        return scope.database().kind() == DatabaseKind.H2
                ? "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b"
                : "select cast(pg_sleep(60) as varchar)";
    }

    @Test
    void refusesPoliciesOutOfRange() {
        assertThatThrownBy(() -> DEFAULTS.withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> DEFAULTS.withOutcomeWait(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outcomeWait");
    }

    @Entity(name = "Label")
    static class Label {

        @Id
        int id;

        String text = "";

        Label() {}

        Label(int id) {
            this.id = id;
        }
    }
}
