/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.it.history.StatementEntities.Item;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of Envers as they are by default. */
@HibernateExtTest(
        entities = {
            StatementEntities.Item.class,
            StatementEntities.Maker.class,
            StatementEntities.Fish.class,
            StatementEntities.Shark.class,
            StatementEntities.Vehicle.class,
            StatementEntities.Lorry.class,
            StatementEntities.Shape.class,
            StatementEntities.Circle.class,
            StatementEntities.Letter.class,
            StatementEntities.Place.class,
            StatementEntities.Note.class,
            StatementEntities.Plain.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class EnversStatementsIT extends StatementHistoryContract {

    @Override
    public Class<?> type(String name) {
        return StatementEntities.type(name);
    }

    @Test
    void recordsStatelessSessionsWithCollections() {
        var item = new Item(1, "one");
        item.tags.addAll(List.of("red", "blue"));
        stateless(session -> session.insert(item));
        item.tags.remove("red");
        item.name = "two";
        stateless(session -> session.update(item));
        item.tags.add("green");
        stateless(session -> session.update(item));
        stateless(session -> session.delete(item));

        var timeline = timeline("Item", 1L);
        assertThat(timeline).extracting(HistoryEntry::kind).containsExactly(CREATED, UPDATED, UPDATED, DELETED);
        assertThat(timeline.get(1).changed()).contains("name", "tags");
        assertThat(timeline.get(2).changed()).contains("tags").doesNotContain("name");
        assertThat(timeline)
                .allSatisfy(entry -> assertThat(entry.revision().actor()).isEqualTo("ada"));
        scope().inTransaction(session -> {
            var history = History.of(session, Item.class, 1L);
            var tags = timeline.stream()
                    .limit(3)
                    .map(entry ->
                            Set.copyOf(history.at(entry.revision().number()).orElseThrow().tags))
                    .toList();
            assertThat(tags).containsExactly(Set.of("red", "blue"), Set.of("blue"), Set.of("blue", "green"));
        });
    }
}
