/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import static dev.hibernateext.core.transaction.TransactionOutcome.COMMITTED;
import static dev.hibernateext.core.transaction.TransactionOutcome.ROLLED_BACK;
import static dev.hibernateext.core.transaction.TransactionOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.transaction.NoOuterTransactionException;
import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fails the first, second, third … JDBC call of each kind of work until none is hit, instead of the call and after it. Afterwards
 * the database holds what it held before or what a complete run leaves, as the caller was told, nobody was told something
 * else, and nothing is left open.
 */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FailedCallIT {

    private static final int MOST_CALLS = 500;

    private SessionFactoryScope scope;
    private JdbcFaults faults;
    private Heard heard;

    @BeforeEach
    void listen(SessionFactoryScope scope) {
        this.scope = scope;
        this.faults = scope.dataSource().faults();
        this.heard = new Heard(scope.factory());
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingHalfDoneWhenACallFails(CrateWork work) {
        failEachCall(work, faults::failCall);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingHalfDoneWhenTheAnswerOfACallIsLost(CrateWork work) {
        failEachCall(work, faults::failAfterCall);
    }

    private void failEachCall(CrateWork work, Arming arming) {
        reset();
        var before = content();
        assertThat(runWith(work)).isTrue();
        var after = content();
        assertThat(after).isNotEqualTo(before);

        var call = 1;
        for (var hit = true; hit && call <= MOST_CALLS; call++) {
            reset();
            arming.arm(call, new SQLException("link down", "08006"));
            var told = runWith(work);
            hit = faults.isHit();
            check(new Run(work, call, String.valueOf(faults.hitMethod()), told), Map.of(false, before, true, after));
        }

        assertThat(call).as("calls of %s", work).isBetween(5, MOST_CALLS);
    }

    private boolean runWith(CrateWork work) {
        try {
            Contexts.run(
                    Context.ofActor("loader"),
                    () -> Transactions.of(scope.factory()).with(work.policy()).run(transaction -> {
                        transaction.onCompletion(heard::callback);
                        work.run(transaction);
                    }));
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    private void check(Run run, Map<Boolean, Map<Integer, Integer>> contents) {
        assertThat(scope.dataSource().openConnections()).as("%s", run).isEmpty();
        assertThat(Contexts.isOpen()).as("%s", run).isFalse();
        var told = heard.toString();
        var content = content();
        assertThat(content).as("%s, %s", run, told).isIn(contents.values());
        if (run.work.writesInOneTransaction()) {
            checkWhatWasTold(run, content, contents);
        }
        heard.forget();
        mandatoryWorkFindsNoTransaction(run);
    }

    private void checkWhatWasTold(
            Run run, Map<Integer, Integer> content, Map<Boolean, Map<Integer, Integer>> contents) {
        var unknown = heard.outcomes().contains(UNKNOWN);
        var outcome = unknown ? UNKNOWN : run.told ? COMMITTED : ROLLED_BACK;
        if (!unknown) {
            assertThat(content).as("%s, %s", run, heard).isEqualTo(contents.get(run.told));
        }
        if (!heard.outcomes().isEmpty()) {
            assertThat(heard.outcomes()).as("%s, %s", run, heard).last().isEqualTo(outcome);
        }
        assertThat(heard.hooks()).as("%s, %s", run, heard).isEqualTo(heard.changes());
        if (outcome == COMMITTED) {
            assertThat(heard.changes()).as("%s, %s", run, heard).last().isEqualTo(COMMITTED);
        } else {
            assertThat(heard.changes()).as("%s, %s", run, heard).doesNotContain(COMMITTED);
        }
        if (unknown) {
            assertThat(heard.changes()).as("%s, %s", run, heard).isEmpty();
        }
    }

    /** Nothing is left on the thread that a later unit of work could join. */
    private void mandatoryWorkFindsNoTransaction(Run run) {
        var mandatory = Transactions.of(scope.factory())
                .with(TransactionPolicy.defaults().withPropagation(Propagation.MANDATORY));
        assertThatThrownBy(() -> mandatory.run(transaction -> {}))
                .as("%s", run)
                .isInstanceOf(NoOuterTransactionException.class);
    }

    private void reset() {
        faults.clear();
        scope.inTransaction(session -> {
            session.createMutationQuery("delete from Crate").executeUpdate();
            session.persist(new Crate(1));
        });
        heard.forget();
    }

    private Map<Integer, Integer> content() {
        faults.clear();
        var content = new TreeMap<Integer, Integer>();
        scope.inTransaction(session -> session.createSelectionQuery("from Crate", Crate.class)
                .getResultList()
                .forEach(crate -> content.put(crate.id, crate.weight)));
        return content;
    }

    /** Makes a call fail, one way or the other. */
    @FunctionalInterface
    private interface Arming {

        void arm(int call, SQLException failure);
    }

    private record Run(CrateWork work, int call, String method, boolean told) {}

    @Entity(name = "Crate")
    static class Crate extends AuditedEntity {

        @Id
        int id;

        int weight;

        Crate() {}

        Crate(int id) {
            this.id = id;
        }
    }
}
