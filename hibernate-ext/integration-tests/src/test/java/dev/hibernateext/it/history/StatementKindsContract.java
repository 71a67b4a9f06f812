/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.RESTORED;
import static dev.hibernateext.history.RevisionKind.SOFT_DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.StatementNotRecordedException;
import dev.hibernateext.it.history.StatementEntities.Price;
import dev.hibernateext.it.history.StatementEntities.Spot;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/** What each kind of statement leaves in a history. */
interface StatementKindsContract extends RecordedRows {

    private static <T> CriteriaUpdate<T> criteriaUpdate(CriteriaBuilder builder, Class<T> type) {
        var update = builder.createCriteriaUpdate(type);
        update.from(type);
        return update;
    }

    @Test
    default void recordsUpdates() {
        in(session -> {
            session.persist(make("Maker", "id", 7L));
            var item = make("Item", "id", 1L, "name", "one", "remark", "first");
            set(item, "price", new Price(3, "EUR"));
            set(item, "maker", session.getReference(type("Maker"), 7L));
            session.persist(item);
            session.persist(make("Item", "id", 2L, "name", "two"));
        });

        in(session -> session.createMutationQuery(
                        "update versioned Item set name = name || '!', price.amount = 4, secret = 's' where id < :id")
                .setParameter("id", 2L)
                .executeUpdate());

        assertThat(kinds("Item", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Item", 2L)).containsExactly(CREATED);
        var entry = last("Item", 1L);
        assertThat(entry.changed()).contains("name", "price.amount").doesNotContain("maker", "remark", "secret");
        assertThat(entry.revision().actor()).isEqualTo("ada");
        scope().inTransaction(session -> {
            var seen = History.of(session, type("Item"), 1L)
                    .at(entry.revision().number())
                    .orElseThrow();
            assertThat(get(seen, "name")).isEqualTo("one!");
            assertThat(get(seen, "remark")).isEqualTo("first");
            assertThat(get(seen, "price")).isEqualTo(new Price(4, "EUR"));
            assertThat(get(Hibernate.unproxy(get(seen, "maker")), "id")).isEqualTo(7L);
        });
    }

    @Test
    default void recordsCriteriaUpdates() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> {
            var builder = session.getCriteriaBuilder();
            var update = criteriaUpdate(builder, type("Note"));
            var note = requireNonNull(update.getRoot());
            var id = builder.parameter(Long.class);
            update.set(note.<String>get("name"), "two")
                    .where(builder.equal(note.get("id"), id), builder.equal(note.get("name"), "one"));
            session.createMutationQuery(update).setParameter(id, 1L).executeUpdate();
        });

        assertThat(last("Note", 1L).changed()).containsExactly("name");
    }

    @Test
    default void recordsSubclassesOfAllStrategies() {
        var lorry = make("Lorry", "cargo", 10);
        in(session -> {
            session.persist(make("Shark", "id", 1L, "teeth", 10));
            session.persist(lorry);
            session.persist(make("Circle", "id", 1L, "radius", 10));
        });

        in(session -> {
            session.createMutationQuery("update Fish set name = 'f'").executeUpdate();
            session.createMutationQuery("update Vehicle set name = 'v'").executeUpdate();
            session.createMutationQuery("update Shape set name = 's'").executeUpdate();
        });
        in(session -> {
            session.createMutationQuery("update Shark set teeth = 9").executeUpdate();
            session.createMutationQuery("update Lorry set cargo = 9").executeUpdate();
            session.createMutationQuery("update Circle set radius = 9").executeUpdate();
        });

        var id = get(lorry, "id");
        assertThat(timeline("Fish", 1L))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("teeth"), List.of("name"), List.of("teeth"));
        assertThat(timeline("Vehicle", id))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("cargo"), List.of("name"), List.of("cargo"));
        assertThat(timeline("Shape", 1L))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("radius"), List.of("name"), List.of("radius"));
        assertThat(last("Fish", 1L).entity()).endsWith("Shark");

        in(session -> {
            session.createMutationQuery("delete Fish").executeUpdate();
            session.createMutationQuery("delete Vehicle").executeUpdate();
            session.createMutationQuery("delete Shape").executeUpdate();
        });
        assertThat(last("Fish", 1L).kind()).isEqualTo(DELETED);
        assertThat(last("Vehicle", id).kind()).isEqualTo(DELETED);
        assertThat(last("Shape", 1L).kind()).isEqualTo(DELETED);
        assertThat(last("Shape", 1L).entity()).endsWith("Circle");
    }

    @Test
    default void recordsDeletesWithTheElementsThatGo() {
        in(session -> {
            var item = make("Item", "id", 1L, "name", "one");
            set(item, "tags", new HashSet<>(Set.of("red")));
            session.persist(item);
        });

        in(session -> session.createMutationQuery("delete Item").executeUpdate());

        assertThat(kinds("Item", 1L)).containsExactly(CREATED, DELETED);
        var revisions = timeline("Item", 1L);
        scope().inTransaction(session -> assertThat(History.of(session, type("Item"), 1L)
                        .diff(
                                revisions.get(0).revision().number(),
                                revisions.get(1).revision().number())
                        .of("tags"))
                .contains(new OfElements("tags", List.of(), List.of("red"))));
    }

    @Test
    default void recordsDeletesIntoTheTrashAndOutOfIt() {
        in(session -> session.persist(make("Letter", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery("delete Letter").executeUpdate());
        in(session -> Trash.of(session, type("Letter")).purge(1L));

        assertThat(kinds("Letter", 1L)).containsExactly(CREATED, SOFT_DELETED, DELETED);
    }

    @Test
    default void recordsWhatIsTrashedByAStatementAndRestored() {
        in(session -> session.persist(make("Letter", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery("delete Letter").executeUpdate());
        in(session -> Trash.of(session, type("Letter")).restore(1L));
        in(session ->
                session.createMutationQuery("update Letter set name = 'two'").executeUpdate());

        assertThat(kinds("Letter", 1L)).containsExactly(CREATED, SOFT_DELETED, RESTORED, UPDATED);
        assertThat(last("Letter", 1L).changed()).contains("name");
    }

    @Test
    default void recordsInserts() {
        in(session -> {
            session.persist(make("Plain", "id", 1L, "name", "one"));
            session.persist(make("Plain", "id", 2L, "name", "two"));
        });

        in(session -> {
            session.createMutationQuery(
                            "insert into Note (id, version, name, amount) values (10, 0, 'ten', 1), (:id, 0, 'eleven', 1)")
                    .setParameter("id", 11L)
                    .executeUpdate();
            session.createMutationQuery(
                            "insert into Note (id, version, name, amount) select p.id + :more, 0, p.name, 2 from Plain p where p.id > :from")
                    .setParameter("more", 100L)
                    .setParameter("from", 1L)
                    .executeUpdate();
        });

        assertThat(kinds("Note", 10L)).containsExactly(CREATED);
        assertThat(last("Note", 11L).changed()).contains("name", "amount");
        assertThat(kinds("Note", 102L)).containsExactly(CREATED);
        assertThat(timeline("Note", 101L)).isEmpty();
    }

    @Test
    default void recordsInsertsThatUpdate() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery(
                        "insert into Note (id, version, name, amount) values (1, 0, 'y', 2), (3, 0, 'y', 2) on conflict (id) do update set name = excluded.name")
                .executeUpdate());

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(last("Note", 1L).changed()).containsExactly("name");
        assertThat(kinds("Note", 3L)).containsExactly(CREATED);
    }

    @Test
    default void recordsOnlyWhatIsInsertedWhereOthersAreLeft() {
        assumeThat(scope().database().kind())
                .as("Hibernate leaves the clause out on H2")
                .isNotEqualTo(DatabaseKind.H2);
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery(
                        "insert into Note (id, version, name, amount) values (1, 0, 'x', 1), (2, 0, 'x', 1) on conflict (id) do nothing")
                .executeUpdate());

        assertThat(kinds("Note", 1L)).containsExactly(CREATED);
        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
    }

    @Test
    default void refusesInsertsThatMayUpdateRowsWithOtherIds() {
        assertThatThrownBy(() -> in(session -> session.createMutationQuery(
                                "insert into Note (id, version, name, amount) values (1, 0, 'x', 1) on conflict (name) do update set amount = 2")
                        .executeUpdate()))
                .isInstanceOf(StatementNotRecordedException.class)
                .hasMessageContaining("ids");
    }

    @Test
    default void recordsRowsWithIdentifiersOfSeveralParts() {
        var spots = List.of(new Spot(1, 2), new Spot(2, 1));
        in(session -> spots.forEach(spot -> session.persist(make("Place", "id", spot, "name", "here"))));

        in(session ->
                session.createMutationQuery("update Place set name = 'there'").executeUpdate());
        in(session -> session.createMutationQuery("delete Place where id.x = 1").executeUpdate());

        assertThat(kinds("Place", spots.get(0))).containsExactly(CREATED, UPDATED, DELETED);
        assertThat(kinds("Place", spots.get(1))).containsExactly(CREATED, UPDATED);
    }
}
