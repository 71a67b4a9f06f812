/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.it.change.Library.Book;
import dev.hibernateext.it.change.Library.Disc;
import dev.hibernateext.it.change.Library.Magazine;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.it.change.Library.Ticket;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HQL, criteria and native statements: each execution once, with its tables and how many rows it affected. */
class StatementCaptureIT extends CaptureTest {

    StatementCaptureIT(SessionFactoryScope scope) {
        super(scope);
    }

    @Test
    void reportsBulkStatementsOnOneTable() {
        session(session -> {
            session.persist(new Reader(1, "Ada"));
            session.persist(new Reader(2, "Eve"));
        });

        var update =
                bulk(session(session -> session.createMutationQuery("update Reader set city = :city where id < :id")
                        .setParameter("id", 3)
                        .setParameter("city", "Rome")
                        .executeUpdate()));
        assertThat(update.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(update.statement().source()).isEqualTo(Source.ENTITY);
        assertThat(update.statement().parameters()).containsExactly("Rome", 3L);
        assertThat(update.rowCount()).isEqualTo(2);
        assertThat(update.tables()).containsExactly("reader");
        assertThat(update.entityNames()).containsExactly(Reader.class.getName());

        var insert =
                bulk(session(session -> session.createMutationQuery("insert into Reader (id, name) values (9, 'Ida')")
                        .executeUpdate()));
        assertThat(insert.statement().kind()).isEqualTo(BulkStatement.Kind.INSERT);
        assertThat(insert.tables()).containsExactly("reader");

        var delete = bulk(stateless(session ->
                session.createMutationQuery("delete from Reader where id = 9").executeUpdate()));
        assertThat(delete.statement().kind()).isEqualTo(BulkStatement.Kind.DELETE);
        assertThat(delete.rowCount()).isEqualTo(1);
    }

    @Test
    void reportsCriteriaStatement() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var change = bulk(session(session -> {
            var update = session.getCriteriaBuilder().createCriteriaUpdate(Reader.class);
            update.from(Reader.class);
            update.set("city", "Rome");
            session.createMutationQuery(update).executeUpdate();
        }));

        assertThat(change.statement().source()).isEqualTo(Source.ENTITY);
        assertThat(change.rowCount()).isEqualTo(1);
    }

    @Test
    void reportsStatementOnSeveralTablesOnce() {
        session(session -> {
            session.persist(new Disc(1, "one", 60));
            session.persist(new Disc(2, "two", 70));
            session.persist(new Magazine(3, "three", 12));
        });

        var update = bulk(session(
                session -> session.createMutationQuery("update Disc set name = :name, minutes = 5 where minutes > 65")
                        .setParameter("name", "new")
                        .executeUpdate()));
        assertThat(update.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(update.rowCount()).isEqualTo(1);
        assertThat(update.tables()).containsExactlyInAnyOrder("medium", "disc");
        assertThat(update.statement().parameters()).contains("new");

        var insert = bulk(session(
                session -> session.createMutationQuery("insert into Disc (id, name, minutes) values (7, 'seven', 7)")
                        .executeUpdate()));
        assertThat(insert.statement().kind()).isEqualTo(BulkStatement.Kind.INSERT);
        assertThat(insert.tables()).containsExactlyInAnyOrder("medium", "disc");

        var delete = bulk(stateless(session ->
                session.createMutationQuery("delete from Medium where id <> 7").executeUpdate()));
        assertThat(delete.statement().kind()).isEqualTo(BulkStatement.Kind.DELETE);
        assertThat(delete.rowCount()).isEqualTo(3);
        assertThat(delete.tables()).containsExactlyInAnyOrder("medium", "disc", "magazine");
    }

    @Test
    void reportsStatementOnSecondaryTableOnce() {
        session(session -> {
            session.persist(new Ticket(1, "one", "long"));
            session.persist(new Ticket(2, "two", null));
        });

        var update =
                bulk(session(session -> session.createMutationQuery("update Ticket set subject = 's', detail = 'd'")
                        .executeUpdate()));

        assertThat(update.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(update.rowCount()).isEqualTo(2);
        assertThat(update.tables()).containsExactlyInAnyOrder("ticket", "ticket_detail");
    }

    @Test
    void reportsDeleteWithTheRowsOfCollections() {
        session(session -> {
            var book = new Book(1, "Emma", 7);
            book.tags.addAll(List.of("a", "b"));
            session.persist(book);
        });

        var delete = bulk(session(
                session -> session.createMutationQuery("delete from Book").executeUpdate()));

        assertThat(delete.rowCount()).isEqualTo(1);
        assertThat(delete.tables()).contains("book").hasSize(2);
        assertThat(delete.entityNames()).containsExactly(Book.class.getName());
    }

    @Test
    void reportsEachExecutionOfOneQuery() {
        session(session -> {
            session.persist(new Disc(1, "one", 60));
            session.persist(new Disc(2, "two", 70));
        });

        var set = session(session -> {
            var query = session.createMutationQuery("update Disc set name = 'x', minutes = minutes + 1 where id = :id");
            query.setParameter("id", 1).executeUpdate();
            query.setParameter("id", 2).executeUpdate();
            session.createMutationQuery("update Reader set city = 'x'").executeUpdate();
        });

        assertThat(set.bulk()).hasSize(2).extracting(BulkChange::rowCount).containsOnly(1);
    }

    @Test
    void reportsNativeStatements() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var silent = bulk(session(session -> session.createNativeMutationQuery("update reader set city = :city")
                .setParameter("city", "Rome")
                .executeUpdate()));
        assertThat(silent.tablesKnown()).isFalse();
        assertThat(silent.statement().source()).isEqualTo(Source.NATIVE);
        assertThat(silent.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(silent.statement().parameters()).containsExactly("Rome");
        assertThat(silent.rowCount()).isEqualTo(1);

        var declared = bulk(session(session -> session.createNativeQuery("delete from reader", Object.class)
                .addSynchronizedEntityClass(Reader.class)
                .executeUpdate()));
        assertThat(declared.tables()).containsExactly("reader");
        assertThat(declared.entityNames()).containsExactly(Reader.class.getName());
    }

    @Test
    void reportsNativeStatementThatReturnsRows() {
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            session(session -> session.persist(new Reader(1, "Ada")));

            var returning = bulk(session(session -> session.createNativeQuery(
                            "/* x */ update reader set city = 'Rome' returning id", Long.class)
                    .addSynchronizedQuerySpace("reader")
                    .getResultList()));
            assertThat(returning.rowCount()).isEqualTo(1);
            assertThat(returning.tables()).containsExactly("reader");

            var cte = bulk(session(session -> session.createNativeQuery(
                            "with gone as (delete from reader returning id) select id from gone", Long.class)
                    .getResultList()));
            assertThat(cte.tablesKnown()).isFalse();
            assertThat(cte.statement().source()).isEqualTo(Source.NATIVE);
            assertThat(cte.statement().kind()).isEqualTo(BulkStatement.Kind.DELETE);
        }
    }

    @Test
    void reportsNothingForStatementsThatAffectNoRow() {
        scope.inTransaction(session -> {
            session.createMutationQuery("update Reader set city = 'x'").executeUpdate();
            session.createMutationQuery("update Disc set name = 'x', minutes = 1")
                    .executeUpdate();
            session.createMutationQuery("delete from Medium").executeUpdate();
        });

        assertThat(told.committed).isEmpty();
    }

    @Test
    void doesNotMergeARowAcrossABulkStatementOnItsTable() {
        var set = session(session -> {
            session.persist(new Reader(1, "Ada"));
            session.createMutationQuery("delete from Reader").executeUpdate();
            session.clear();
            session.persist(new Reader(1, "Eve"));
        });

        assertThat(set.changes()).hasExactlyElementsOfTypes(EntityChange.class, BulkChange.class, EntityChange.class);
        assertThat(set.entities()).extracting(EntityChange::kind).containsOnly(Kind.INSERT);
    }
}
