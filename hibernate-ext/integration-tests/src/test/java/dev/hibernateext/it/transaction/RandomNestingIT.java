/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.core.transaction.UnexpectedRollbackException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random trees of units of work that join, nest and begin anew, fail, are caught or not and are marked for rollback. Each
 * transaction of a tree writes rows of its own, since two on one thread would wait for each other.
 */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL})
class RandomNestingIT {

    private static final int TREES = 300;
    private static final int DEEPEST = 4;
    private static final int ROWS = 3;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final NestingModel model = new NestingModel();
    private final List<String> callbacks = new ArrayList<>();
    private final List<Map<Integer, Integer>> published = new ArrayList<>();
    private final SessionFactoryScope scope;
    private final Transactions transactions;
    private int nextCallback;
    private int nextValue;
    private int openTransactions;

    RandomNestingIT(SessionFactoryScope scope) {
        this.scope = scope;
        this.transactions = Transactions.of(scope.factory());
    }

    @Test
    void leavesWhatTheModelLeaves() {
        var committed = 0;
        try (var registration = Changes.of(scope.factory()).register(new Publishing())) {
            for (var tree = 0; tree < TREES; tree++) {
                var name = "seed %d, tree %d".formatted(seed, tree);
                runTree();
                check(name);
                committed += model.published.size();
                forget();
            }
        }
        assertThat(committed).as("seed %d", seed).isBetween(TREES / 10, TREES * 10);
    }

    private void check(String name) {
        assertThat(rows()).as(name).isEqualTo(model.rows());
        assertThat(callbacks).as(name).isEqualTo(model.callbacks);
        assertThat(published).as(name).isEqualTo(model.published);
        assertThat(scope.dataSource().openConnections()).as(name).isEmpty();
    }

    private void forget() {
        callbacks.clear();
        published.clear();
        model.callbacks.clear();
        model.published.clear();
    }

    private void runTree() {
        try {
            newTransaction(TransactionPolicy.defaults(), 0);
        } catch (Failure | UnexpectedRollbackException expected) {
            // The model knows whether it may come.
        }
    }

    /** Runs a unit in a transaction of its own, in the database and in the model. */
    private void newTransaction(TransactionPolicy policy, int depth) {
        var open = model.new Open();
        var unit = new Unit(open, openTransactions++ * ROWS, depth);
        var returned = false;
        try {
            transactions.with(policy).run(transaction -> {
                unit.run(transaction);
                unit.returned = true;
            });
            returned = true;
        } finally {
            openTransactions--;
            var commits = unit.returned && open.commits();
            assertThat(returned).as("seed %d", seed).isEqualTo(unit.returned && (open.commits() || open.rollbackOnly));
            open.end(commits);
        }
    }

    /** A unit of work in a transaction of the model. */
    private final class Unit {

        private final NestingModel.Open open;
        private final int firstRow;
        private final int depth;
        private boolean returned;

        Unit(NestingModel.Open open, int firstRow, int depth) {
            this.open = open;
            this.firstRow = firstRow;
            this.depth = depth;
        }

        void run(TransactionScope transaction) {
            for (var step = random.nextInt(5); step >= 0; step--) {
                step(transaction);
            }
            if (random.nextInt(4) == 0) {
                throw new Failure();
            }
        }

        private void step(TransactionScope transaction) {
            var choice = random.nextInt(depth < DEEPEST ? 12 : 6);
            switch (choice) {
                case 0, 1, 2, 3 -> write(transaction);
                case 4 -> register(transaction);
                case 5 -> rarelyRollBack(transaction);
                case 6, 7 -> caught(this::join);
                case 8, 9, 10 -> caught(() -> nest(transaction));
                default -> caught(this::beginApart);
            }
        }

        private void write(TransactionScope transaction) {
            var id = firstRow + random.nextInt(ROWS);
            var value = ++nextValue;
            var session = transaction.session();
            var cell = session.find(Cell.class, id);
            assertThat(cell == null ? 0 : cell.amount).as("seed %d", seed).isEqualTo(open.read(id));
            if (cell == null) {
                session.persist(new Cell(id, value));
            } else {
                cell.amount = value;
            }
            open.write(id, value);
        }

        private void register(TransactionScope transaction) {
            var number = ++nextCallback;
            transaction.onCompletion(outcome -> callbacks.add(number + " " + outcome));
            open.register(number);
        }

        private void rarelyRollBack(TransactionScope transaction) {
            if (random.nextInt(6) == 0) {
                transaction.setRollbackOnly();
                open.rollbackOnly = true;
            }
            assertThat(transaction.isRollbackOnly()).as("seed %d", seed).isEqualTo(!open.commits());
        }

        /** Whether a failure of a part is caught is the choice of the unit around it. */
        private void caught(Runnable part) {
            try {
                part.run();
            } catch (Failure | UnexpectedRollbackException e) {
                if (random.nextInt(4) == 0) {
                    throw new Failure();
                }
            }
        }

        private void join() {
            var inner = new Unit(open, firstRow, depth + 1);
            try {
                transactions.run(inner::run);
            } catch (Failure e) {
                open.doomed = true;
                throw e;
            }
        }

        private void nest(TransactionScope transaction) {
            var inner = new Unit(open, firstRow, depth + 1);
            var mark = open.mark();
            try {
                if (random.nextBoolean()) {
                    transaction.nested(inner::run);
                } else {
                    transactions
                            .with(TransactionPolicy.defaults().withPropagation(Propagation.NESTED))
                            .run(inner::run);
                }
            } catch (Failure e) {
                open.undo(mark);
                throw e;
            }
        }

        private void beginApart() {
            newTransaction(TransactionPolicy.defaults().withPropagation(Propagation.REQUIRES_NEW), depth + 1);
        }
    }

    private Map<Integer, Integer> rows() {
        var rows = new TreeMap<Integer, Integer>();
        scope.inTransaction(session -> session.createSelectionQuery("from Cell", Cell.class)
                .getResultList()
                .forEach(cell -> rows.put(cell.id, cell.amount)));
        return rows;
    }

    private final class Publishing implements ChangeListener {

        @Override
        public void afterCommit(ChangeSet changes) {
            var rows = new TreeMap<Integer, Integer>();
            for (var change : changes.of(Cell.class)) {
                var after = requireNonNull(change.after());
                rows.put((Integer) change.id(), (Integer) requireNonNull(after.get("amount")));
            }
            published.add(rows);
        }
    }

    private static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Cell")
    static class Cell {

        @Id
        int id;

        int amount;

        Cell() {}

        Cell(int id, int amount) {
            this.id = id;
            this.amount = amount;
        }
    }
}
