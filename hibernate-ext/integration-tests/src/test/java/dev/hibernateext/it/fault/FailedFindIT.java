/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.core.transaction.UnexpectedRollbackException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.SQLGrammarException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A read whose connection breaks is a failure and not a row that does not exist (HHH-12472 in Hibernate on PostgreSQL). */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FailedFindIT {

    private static final int PREPARE = 1;

    private SessionFactoryScope scope;
    private JdbcFaults faults;
    private Transactions transactions;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        this.scope = scope;
        this.faults = scope.dataSource().faults();
        this.transactions = Transactions.of(scope.factory());
        scope.inTransaction(session -> session.persist(new Parcel(1)));
    }

    private Parcel findOnBrokenConnection(Session session) {
        session.find(Parcel.class, 0);
        faults.failCall(PREPARE + 1, new SQLException("link down", "08006"));
        return session.find(Parcel.class, 1);
    }

    @Test
    void throwsTheFailureOfTheConnection() {
        assertThatThrownBy(() -> transactions.call(transaction -> findOnBrokenConnection(transaction.session())))
                .isInstanceOf(JDBCConnectionException.class);
        assertThat(faults.hitMethod()).isEqualTo("executeQuery");
    }

    @Test
    void isRetriedAsALostConnection() {
        var retrying = transactions.with(TransactionPolicy.defaults()
                .withRetries(Retries.upTo(2).withFailures(RetryableFailure.CONNECTION_LOST)));

        var attempt = retrying.<Integer, RuntimeException>call(transaction -> {
            var found = transaction.attempt() == 1
                    ? findOnBrokenConnection(transaction.session())
                    : transaction.session().find(Parcel.class, 1);
            assertThat(found).isNotNull();
            return transaction.attempt();
        });

        assertThat(attempt).isEqualTo(2);
    }

    @Test
    void doesNotCommitAfterAFailureThatWasCaught() {
        assumeThat(scope.database().kind())
                .as("only there a failed statement ends the transaction")
                .isEqualTo(DatabaseKind.POSTGRESQL);

        assertThatThrownBy(() -> transactions.run(transaction -> {
                    transaction.session().persist(new Parcel(2));
                    transaction.session().flush();
                    catchFailure(transaction.session());
                    assertThat(transaction.isRollbackOnly()).isTrue();
                }))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertThat(scope.<Parcel>fromTransaction(session -> session.find(Parcel.class, 2)))
                .isNull();
    }

    private static void catchFailure(Session session) {
        assertThatThrownBy(() -> session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("not sql");
                    }
                }))
                .isInstanceOf(SQLGrammarException.class);
    }

    @Entity(name = "Parcel")
    static class Parcel {

        @Id
        int id;

        Parcel() {}

        Parcel(int id) {
            this.id = id;
        }
    }
}
