/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "10"))
class JdbcFaultsIT {

    /** SQLSTATE class 58 of the standard: system error. */
    private static final String SYSTEM_ERROR = "58000";

    // tag::every-call[]
    @Test
    void leavesNoHalfTransferWhicheverCallFails(SessionFactoryScope scope, JdbcFaults faults) {
        for (var n = 1; ; n++) {
            openTwoAccounts(scope);
            faults.failCall(n, new SQLException("planted", SYSTEM_ERROR));

            var failure = attempt(() -> transfer(scope, 30));

            if (!faults.disarm()) {
                assertThat(failure).isNull();
                break;
            }
            assertThat(scope.dataSource().openConnections()).isEmpty();
            assertThat(balances(scope)).isIn(List.of(100, 100), List.of(70, 130));
        }
        assertThat(balances(scope)).containsExactly(70, 130);
    }
    // end::every-call[]

    @Test
    void plantsALostAnswerToACommitThatWasDone(SessionFactoryScope scope, JdbcFaults faults) {
        @Nullable RuntimeException failure = null;
        for (var n = 1; !"commit".equals(faults.hitMethod()); n++) {
            openTwoAccounts(scope);
            faults.failAfterCall(n, new SQLException("answer lost", SYSTEM_ERROR));

            failure = attempt(() -> transfer(scope, 30));

            assertThat(faults.disarm()).isTrue();
        }
        assertThat(failure).hasStackTraceContaining("answer lost");
        assertThat(balances(scope)).containsExactly(70, 130);
    }

    private static void openTwoAccounts(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.createMutationQuery("delete from Account").executeUpdate();
            session.persist(new Account(1, 100));
            session.persist(new Account(2, 100));
        });
    }

    private static void transfer(SessionFactoryScope scope, int amount) {
        scope.inTransaction(session -> {
            session.find(Account.class, 1).balance -= amount;
            session.find(Account.class, 2).balance += amount;
        });
    }

    private static List<Integer> balances(SessionFactoryScope scope) {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select balance from Account order by id", Integer.class)
                        .getResultList());
    }

    private static @Nullable RuntimeException attempt(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Entity(name = "Account")
    static class Account {

        @Id
        int id;

        int balance;

        @Version
        int version;

        Account(int id, int balance) {
            this.id = id;
            this.balance = balance;
        }

        Account() {
            this(0, 0);
        }
    }
}
