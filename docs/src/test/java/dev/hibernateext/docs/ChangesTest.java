/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.ChangeInterest;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class ChangesTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void tellsWhatATransactionChanged(SessionFactory sessions) {
        try (var registration = Changes.of(sessions).register(new Reporter(told))) {
            work(sessions);
        }

        assertThat(told).containsExactly("ada: INSERT Item 1", "ada: UPDATE Item 1", "ada: UPDATE of 1 rows");
    }

    @Test
    void writesInTheSameTransaction(SessionFactory sessions) {
        var interest = ChangeInterest.entities(Item.class);
        try (var registration = Changes.of(sessions).register(interest, new Journal())) {
            work(sessions);
        }

        List<String> entries = sessions.fromSession(
                session -> session.createSelectionQuery("select e.text from Entry e order by e.text", String.class)
                        .getResultList());
        assertThat(entries).containsExactly("INSERT 1", "UPDATE 1");
    }

    private static void work(SessionFactory sessions) {
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inTransaction(session -> session.persist(new Item(1, "lamp")));
            sessions.inTransaction(session -> session.find(Item.class, 1).name = "floor lamp");
            sessions.inTransaction(session ->
                    session.createMutationQuery("update Item set name = 'desk'").executeUpdate());
        }
    }

    record Reporter(List<String> told) implements ChangeListener {

        @Override
        public void afterCommit(ChangeSet changes) {
            var actor = Objects.requireNonNull(changes.context().actor()).id();
            for (Change change : changes.changes()) {
                if (change instanceof EntityChange row) {
                    told.add(actor + ": " + row.kind() + " " + row.javaType().getSimpleName() + " " + row.id());
                } else if (change instanceof BulkChange statement) {
                    told.add(actor + ": " + statement.statement().kind() + " of " + statement.rowCount() + " rows");
                }
            }
        }
    }

    static final class Journal implements ChangeListener {

        @Override
        public void beforeCompletion(ChangeSet changes, SharedSessionContract session) {
            for (EntityChange row : changes.of(Item.class)) {
                session.createMutationQuery("insert into Entry (text) values (:text)")
                        .setParameter("text", row.kind() + " " + row.id())
                        .executeUpdate();
            }
        }
    }

    @Entity(name = "Item")
    static class Item extends AuditedEntity {

        @Id
        int id;

        String name;

        Item(int id, String name) {
            this.id = id;
            this.name = name;
        }

        Item() {
            this(0, "");
        }
    }

    @Entity(name = "Entry")
    static class Entry {

        @Id
        @GeneratedValue
        long id;

        String text = "";
    }
}
