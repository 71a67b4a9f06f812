/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.it.fault.FailedCallIT.Crate;
import java.time.Duration;

/** What is done while a call fails, always in a transaction; crate 1 exists with version 0, the others do not. */
enum CrateWork {
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
    LOCKING_UPDATE {
        @Override
        void run(TransactionScope transaction) {
            transaction.session().persist(new Crate(2));
            OptimisticLocking.of(transaction.session())
                    .update(Crate.class, 1, ExpectedVersion.of(0), crate -> crate.weight = 7);
        }
    },
    LOCKING_REMOVE {
        @Override
        void run(TransactionScope transaction) {
            OptimisticLocking.of(transaction.statelessSession()).remove(Crate.class, 1, ExpectedVersion.of(0));
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
            var session = transaction.session();
            session.persist(new Crate(2));
            session.createMutationQuery("update Crate set weight = weight + 1").executeUpdate();
            session.createMutationQuery("delete from Crate where id = 1").executeUpdate();
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
            Transactions.of(transaction.session()).run(inner -> inner.session().persist(new Crate(3)));
        }
    },
    REQUIRES_NEW {
        @Override
        void run(TransactionScope transaction) {
            transaction.session().find(Crate.class, 1);
            Transactions.of(transaction.session().getSessionFactory())
                    .with(TransactionPolicy.defaults().withPropagation(Propagation.REQUIRES_NEW))
                    .run(apart -> {
                        apart.session().persist(new Crate(2));
                        apart.session().persist(new Crate(3));
                    });
        }
    },
    RETRIED {
        @Override
        void run(TransactionScope transaction) {
            transaction.session().find(Crate.class, 1).weight = 7;
            transaction.session().persist(new Crate(2));
        }
    };

    private static final TransactionPolicy RETRYING = TransactionPolicy.defaults()
            .withRetries(Retries.upTo(3)
                    .withDelays(Duration.ZERO, Duration.ZERO)
                    .withFailures(RetryableFailure.CONNECTION_LOST));

    abstract void run(TransactionScope transaction);

    TransactionPolicy policy() {
        return this == RETRIED ? RETRYING : TransactionPolicy.defaults();
    }

    /** Whether what is written belongs to the transaction whose outcome the caller is told. */
    boolean writesInOneTransaction() {
        return this != REQUIRES_NEW;
    }

    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
