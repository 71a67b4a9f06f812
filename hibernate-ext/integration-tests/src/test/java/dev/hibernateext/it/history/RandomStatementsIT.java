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
import org.hibernate.envers.Audited;

/** Random statements in the tables of Envers. */
@HibernateExtTest(
        entities = {RandomStatementsIT.Tally.class, RandomStatementsIT.Pair.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class RandomStatementsIT extends RandomStatements {

    @Override
    Amount newTally(long id, int amount) {
        return new Tally(id, amount);
    }

    @Override
    Amount newPair(long id, int amount) {
        return new Pair(id, amount);
    }

    @Override
    void upsert(Session session, Amount row) {
        try (var stateless = session.statelessWithOptions().connection().openStatelessSession()) {
            stateless.upsert(row);
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
    @Audited
    static class Pair extends Tally {
        int other;

        Pair() {}

        Pair(long id, int amount) {
            super(id, amount);
            this.other = amount;
        }
    }
}
