/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.Session;
import org.hibernate.annotations.Audited;

/** Random statements in the tables of Hibernate's own log. */
@HibernateExtTest(
        entities = {CoreAuditRandomStatementsIT.Tally.class, CoreAuditRandomStatementsIT.Pair.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CoreAuditRandomStatementsIT extends RandomStatements {

    @Override
    Amount newTally(long id, int amount) {
        return new Tally(id, amount);
    }

    @Override
    Amount newPair(long id, int amount) {
        return new Pair(id, amount);
    }

    /** In the same session: two sessions that write a row in one transaction are more than the log takes. */
    @Override
    void upsert(Session session, Amount row) {
        var tally = (Tally) row;
        if (row instanceof Pair && session.find(Tally.class, tally.id) == null) {
            session.persist(row);
        } else if (row instanceof Pair) {
            session.find(Tally.class, tally.id).amount = tally.amount;
        } else {
            session.createMutationQuery(
                            "insert into Tally (id, amount) values (:id, :amount) on conflict (id) do update set amount = excluded.amount")
                    .setParameter("id", tally.id)
                    .setParameter("amount", tally.amount)
                    .executeUpdate();
        }
    }

    @Entity(name = "Tally")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Tally implements Amount {
        @Id
        long id;

        int amount;

        Tally() {}

        Tally(long id, int amount) {
            this.id = id;
            this.amount = amount;
        }

        @Override
        public int amount() {
            return amount;
        }

        @Override
        public void change(int other) {
            amount = other;
        }
    }

    @Entity(name = "Pair")
    static class Pair extends Tally {
        int other;

        Pair() {}

        Pair(long id, int amount) {
            super(id, amount);
            this.other = amount;
        }
    }
}
