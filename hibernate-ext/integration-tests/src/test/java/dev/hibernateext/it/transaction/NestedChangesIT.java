/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.transaction.TransactionAction;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class NestedChangesIT {

    private SessionFactoryScope scope;
    private Transactions transactions;
    private final List<String> told = new ArrayList<>();
    private Changes.Registration registration;

    @BeforeEach
    void listen(SessionFactoryScope scope) {
        this.scope = scope;
        this.transactions = Transactions.of(scope.factory());
        this.registration = Changes.of(scope.factory()).register(new Telling());
    }

    @AfterEach
    void stopListening() {
        registration.close();
    }

    private static void fail(TransactionScope transaction, TransactionAction<RuntimeException> part) {
        try {
            transaction.nested(nested -> {
                part.execute(nested);
                nested.session().flush();
                throw new Undo();
            });
        } catch (Undo expected) {
            // What the test is about.
        }
    }

    @Test
    void publishesNothingOfAPartThatWasRolledBack() {
        transactions.run(transaction -> {
            transaction.session().persist(new Page(1));
            fail(transaction, part -> part.session().persist(new Page(2)));
            transaction.session().persist(new Page(3));
        });

        assertThat(told).containsExactly("before INSERT 1", "before INSERT 3", "commit INSERT 1", "commit INSERT 3");
    }

    @Test
    void publishesWhatAPartThatSucceededChanged() {
        transactions.run(transaction -> {
            transaction.session().persist(new Page(1));
            transaction.nested(part -> {
                part.session().persist(new Page(2));
                fail(part, inner -> inner.session().persist(new Page(3)));
            });
        });

        assertThat(told).containsExactly("before INSERT 1", "before INSERT 2", "commit INSERT 1", "commit INSERT 2");
    }

    @Test
    void publishesTheStateFromBeforeThePart() {
        transactions.run(transaction -> {
            transaction.session().persist(new Page(1));
            fail(transaction, part -> part.session().remove(part.session().find(Page.class, 1)));
        });

        assertThat(told).containsExactly("before INSERT 1", "commit INSERT 1");
    }

    @Test
    void publishesNoBulkStatementOfAPartThatWasRolledBack() {
        transactions.run(transaction -> {
            transaction.session().persist(new Page(1));
            fail(transaction, part -> {
                part.session().createMutationQuery("delete from Page").executeUpdate();
                part.statelessSession().insert(new Page(2));
            });
        });

        assertThat(told).containsExactly("before INSERT 1", "commit INSERT 1");
    }

    @Test
    void doesNotTellOfARollbackOfThePartAgainWhenTheWholeIsRolledBack() {
        transactions.run(transaction -> {
            transaction.session().persist(new Page(1));
            fail(transaction, part -> part.session().persist(new Page(2)));
            transaction.setRollbackOnly();
        });

        assertThat(told).containsExactly("rollback INSERT 1");
    }

    /** The other tests would pass as well if nothing of a savepoint were ever seen. */
    @Test
    void isNotToldOfSavepointsThatAreNotItsOwn() {
        transactions.run(transaction -> {
            var session = transaction.session();
            session.persist(new Page(1));
            session.flush();
            var savepoint = session.doReturningWork(Connection::setSavepoint);
            session.persist(new Page(2));
            session.flush();
            session.clear();
            session.doWork(connection -> connection.rollback(savepoint));
        });

        assertThat(told).containsExactly("before INSERT 1", "before INSERT 2", "commit INSERT 1", "commit INSERT 2");
        assertThat(scope.<Page>fromTransaction(session -> session.find(Page.class, 2)))
                .isNull();
    }

    private final class Telling implements ChangeListener {

        @Override
        public void beforeCompletion(ChangeSet changes, SharedSessionContract session) {
            tell("before", changes);
        }

        @Override
        public void afterCommit(ChangeSet changes) {
            tell("commit", changes);
        }

        @Override
        public void afterRollback(ChangeSet discarded) {
            tell("rollback", discarded);
        }

        private void tell(String when, ChangeSet set) {
            for (var change : set.changes()) {
                told.add(
                        change instanceof EntityChange entity
                                ? when + " " + entity.kind() + " " + entity.id()
                                : when + " " + change.getClass().getSimpleName());
            }
        }
    }

    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Page")
    static class Page {

        @Id
        int id;

        Page() {}

        Page(int id) {
            this.id = id;
        }
    }
}
