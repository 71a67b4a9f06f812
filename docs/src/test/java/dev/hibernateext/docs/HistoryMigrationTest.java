/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.testing.HibernateExtTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Audited;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class HistoryMigrationTest {

    @Test
    void recordsByHibernate(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            var lamp = new Lamp();
            lamp.id = 1;
            lamp.name = "lamp";
            session.persist(lamp);
        });
        try (var scope = Contexts.open(Context.ofActor("grace"))) {
            sessions.inTransaction(session -> session.find(Lamp.class, 1).name = "desk lamp");
        }
        sessions.inTransaction(session -> session.find(Lamp.class, 1).views++);

        sessions.inTransaction(session -> {
            var entries = History.of(session, Lamp.class, 1).timeline().items();
            assertThat(entries).extracting(HistoryEntry::changed).containsExactly(List.of("name"), List.of("name"));
            assertThat(entries.get(0).revision().actor()).isEqualTo("grace");
        });
    }

    @Entity(name = "Lamp")
    @Audited
    static class Lamp {
        @Id
        int id;

        String name = "";

        @Audited.Excluded
        int views;
    }
}
