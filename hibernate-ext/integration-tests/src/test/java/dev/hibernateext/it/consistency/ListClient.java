/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.it.consistency.ElementList.Versioned;
import dev.hibernateext.it.consistency.RecordedTransaction.Append;
import dev.hibernateext.it.consistency.RecordedTransaction.Operation;
import dev.hibernateext.it.consistency.RecordedTransaction.Outcome;
import dev.hibernateext.it.consistency.RecordedTransaction.Read;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/** Reads and appends at random through repositories, in both kinds of session, and records what came of it. */
final class ListClient {

    private static final int MOST_LISTS = 4;

    private final SessionFactoryScope scope;
    private final JdbcFaults faults;
    private final AtomicInteger numbers;
    private final Random random;

    /** The numbers are shared by all clients of a history. */
    ListClient(SessionFactoryScope scope, JdbcFaults faults, AtomicInteger numbers, Random random) {
        this.scope = scope;
        this.faults = faults;
        this.numbers = numbers;
        this.random = random;
    }

    RecordedTransaction transact(List<String> lists) {
        if (random.nextInt(10) == 0) {
            armFault();
        }
        var some = new ArrayList<>(lists);
        Collections.shuffle(some, random);
        var attempt = new Attempt(some.subList(0, 1 + random.nextInt(MOST_LISTS)));
        return new RecordedTransaction(numbers.incrementAndGet(), attempt.run(), attempt.operations);
    }

    /** Of whichever client comes by: a call that fails, or one whose answer is lost. */
    private void armFault() {
        var lost = new SQLException("connection lost by the test", "08006");
        if (random.nextBoolean()) {
            faults.failCall(1 + random.nextInt(20), lost);
        } else {
            faults.failAfterCall(1 + random.nextInt(20), lost);
        }
    }

    private final class Attempt {

        private final List<String> lists;
        private final List<Operation> operations = new ArrayList<>();
        private boolean committing;

        Attempt(List<String> lists) {
            this.lists = lists;
        }

        Outcome run() {
            try {
                if (random.nextBoolean()) {
                    scope.inTransaction(session -> {
                        work(session, Repository.of(session, Versioned.class));
                        session.flush();
                        committing = true;
                    });
                } else {
                    scope.inStatelessTransaction(session -> {
                        work(session, Repository.of(session, Versioned.class));
                        committing = true;
                    });
                }
                return Outcome.COMMITTED;
            } catch (PersistenceException e) {
                return committing ? Outcome.UNKNOWN : Outcome.ROLLED_BACK;
            }
        }

        private void work(SharedSessionContract session, Repository<Versioned, String> repository) {
            for (var list : lists) {
                switch (random.nextInt(4)) {
                    case 0 -> read(repository, list);
                    case 1 -> appendBlindly(session, list);
                    default -> append(session, repository, read(repository, list));
                }
            }
        }

        private Versioned read(Repository<Versioned, String> repository, String list) {
            var row = switch (random.nextInt(3)) {
                case 0 -> repository.get(list);
                case 1 -> repository.getAll(List.of(list)).items().get(0);
                default ->
                    repository
                            .where(Restriction.restrict(Versioned.class, "name", Range.singleValue(list)))
                            .one();
            };
            operations.add(new Read(list, row.elements()));
            return row;
        }

        private void append(SharedSessionContract session, Repository<Versioned, String> repository, Versioned row) {
            var append = recorded(row.name);
            if (session instanceof StatelessSession || random.nextBoolean()) {
                repository.update(row.name, versionOf(row), each -> each.append(append.element()));
            } else {
                row.append(append.element());
            }
        }

        private void appendBlindly(SharedSessionContract session, String list) {
            var append = recorded(list);
            session.createMutationQuery("update VersionedList set text = text || :suffix where name = :name")
                    .setParameter("suffix", ElementList.suffix(append.element()))
                    .setParameter("name", list)
                    .executeUpdate();
        }

        /** First, for a statement may take place whose answer is lost. */
        private Append recorded(String list) {
            var append = new Append(list, numbers.incrementAndGet());
            operations.add(append);
            return append;
        }

        private static ExpectedVersion versionOf(Versioned row) {
            @Nullable Long version = row.getVersion();
            return version == null ? ExpectedVersion.any() : ExpectedVersion.of(version);
        }
    }
}
