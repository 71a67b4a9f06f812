/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionOutcome;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fails the first, second, third … JDBC call of each operation until none is hit. Afterwards the database holds what it held
 * before or what a complete run leaves, as the caller was told, and nothing is left open.
 */
@HibernateExtTest
class FailedCallTest {

    private static final int MOST_CALLS = 500;
    private static final TransactionPolicy RETRYING = TransactionPolicy.defaults()
            .withRetries(Retries.upTo(3)
                    .withDelays(Duration.ZERO, Duration.ZERO)
                    .withFailures(RetryableFailure.CONNECTION_LOST));

    /** What is done, always in a transaction; 1 exists, 2 and 3 do not. */
    enum Operation {
        PERSIST {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().persist(new Crate(2));
                transaction.session().persist(new Crate(3));
            }
        },
        UPDATE {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().find(Crate.class, 1).weight = 7;
                transaction.session().persist(new Crate(2));
            }
        },
        REMOVE {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().remove(transaction.session().find(Crate.class, 1));
                transaction.session().persist(new Crate(2));
            }
        },
        UPSERT {
            @Override
            void run(TransactionScope transaction) {
                transaction.statelessSession().insert(new Crate(2));
                transaction.statelessSession().upsert(new Crate(3));
            }
        },
        BULK {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().persist(new Crate(2));
                transaction
                        .session()
                        .createMutationQuery("update Crate set weight = weight + 1")
                        .executeUpdate();
            }
        },
        NESTED {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().persist(new Crate(2));
                transaction.nested(part -> part.session().persist(new Crate(3)));
            }
        },
        NESTED_UNDONE {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().persist(new Crate(2));
                try {
                    transaction.nested(part -> {
                        part.session().persist(new Crate(4));
                        part.session().flush();
                        throw new Undo();
                    });
                } catch (Undo expected) {
                    transaction.session().persist(new Crate(3));
                }
            }
        },
        JOINED {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().persist(new Crate(2));
                Transactions.of(transaction.session())
                        .run(inner -> inner.session().persist(new Crate(3)));
            }
        },
        RETRIED {
            @Override
            void run(TransactionScope transaction) {
                transaction.session().persist(new Crate(2));
                transaction.session().persist(new Crate(3));
            }
        };

        abstract void run(TransactionScope transaction);

        TransactionPolicy policy() {
            return this == RETRIED ? RETRYING : TransactionPolicy.defaults();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingHalfDone(Operation operation, SessionFactoryScope scope) {
        var faults = scope.dataSource().faults();
        reset(scope);
        var before = content(scope);
        runWith(operation, scope, new ArrayList<>());
        var after = content(scope);
        assertThat(after).isNotEqualTo(before);

        var call = 1;
        for (var hit = true; hit && call <= MOST_CALLS; call++) {
            reset(scope);
            faults.failCall(call, new SQLException("link down", "08006"));
            var outcomes = new ArrayList<TransactionOutcome>();
            var told = runWith(operation, scope, outcomes);
            hit = faults.isHit();
            check(
                    new Run(operation, call, String.valueOf(faults.hitMethod()), told),
                    outcomes,
                    scope,
                    Map.of(false, before, true, after));
        }

        assertThat(call).as("calls of %s", operation).isBetween(5, MOST_CALLS);
    }

    private static boolean runWith(Operation operation, SessionFactoryScope scope, List<TransactionOutcome> outcomes) {
        try {
            Transactions.of(scope.factory()).with(operation.policy()).run(transaction -> {
                transaction.onCompletion(outcomes::add);
                operation.run(transaction);
            });
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    private static void check(
            Run run,
            List<TransactionOutcome> outcomes,
            SessionFactoryScope scope,
            Map<Boolean, Map<Integer, Integer>> contents) {
        assertThat(scope.dataSource().openConnections()).as("%s", run).isEmpty();
        var content = content(scope);
        assertThat(content).as("%s", run).isIn(contents.values());
        var unknown = outcomes.contains(TransactionOutcome.UNKNOWN);
        if (!unknown) {
            assertThat(content).as("%s", run).isEqualTo(contents.get(run.told));
        }
        if (!outcomes.isEmpty()) {
            assertThat(outcomes.get(outcomes.size() - 1) == TransactionOutcome.COMMITTED)
                    .as("%s %s", run, outcomes)
                    .isEqualTo(run.told);
        }
        mandatoryWorkFindsNoTransaction(scope, run);
    }

    /** Nothing is left on the thread that a later unit of work could join. */
    private static void mandatoryWorkFindsNoTransaction(SessionFactoryScope scope, Run run) {
        var mandatory = Transactions.of(scope.factory())
                .with(TransactionPolicy.defaults().withPropagation(Propagation.MANDATORY));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> mandatory.run(transaction -> {})))
                .as("%s", run)
                .isInstanceOf(dev.hibernateext.core.transaction.NoOuterTransactionException.class);
    }

    private static void reset(SessionFactoryScope scope) {
        scope.dataSource().faults().clear();
        scope.inTransaction(session -> {
            session.createMutationQuery("delete from Crate").executeUpdate();
            session.persist(new Crate(1));
        });
    }

    private static Map<Integer, Integer> content(SessionFactoryScope scope) {
        scope.dataSource().faults().clear();
        var content = new TreeMap<Integer, Integer>();
        scope.inTransaction(session -> session.createSelectionQuery("from Crate", Crate.class)
                .getResultList()
                .forEach(crate -> content.put(crate.id, crate.weight)));
        return content;
    }

    private record Run(Operation operation, int call, String method, boolean told) {}

    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

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
