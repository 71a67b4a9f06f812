/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Audited;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.StateManagementSettings;
import org.hibernate.exception.DataException;
import org.junit.jupiter.api.Test;

/** Hibernate's own log is whole where JDBC batches are written. */
class LogBatchesTest {

    private static final String ENDED = "select count(*) from Note_AUD where REVEND is not null";
    private static final String ENDED_WORDS = "select count(*) from Note_words_AUD where REVEND is not null";

    private static final String LETTERS = "select count(*) from Letter_AUD";

    @Test
    void endsTheEntriesOfAllThatABatchWrites() {
        try (var factory = open("validity", true)) {
            factory.inTransaction(session -> {
                session.persist(new Note(1));
                session.persist(new Note(2));
            });
            factory.inTransaction(session -> session.createSelectionQuery("from Note", Note.class)
                    .getResultList()
                    .forEach(Note::change));
            assertThat(count(factory, ENDED)).isEqualTo(2);
            assertThat(count(factory, ENDED_WORDS)).isEqualTo(4);
        }
    }

    /** When this and the next fail, Hibernate does without. */
    @Test
    void failsToEndEntriesWithHibernateAlone() {
        try (var factory = open("validity", false)) {
            assertThatThrownBy(() -> factory.inTransaction(session -> {
                        session.persist(new Note(1));
                        session.persist(new Note(2));
                    }))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void keepsTheFirstEntryOfEntitiesWithSeveralTables() {
        try (var factory = open("default", true)) {
            factory.inTransaction(session -> session.persist(new Letter(3)));
            assertThat(count(factory, LETTERS)).isEqualTo(1);
        }
    }

    @Test
    void losesTheFirstEntryWithHibernateAlone() {
        try (var factory = open("default", false)) {
            factory.inTransaction(session -> session.persist(new Letter(3)));
            assertThat(count(factory, LETTERS)).isZero();
        }
    }

    private static long count(SessionFactory factory, String query) {
        return factory.fromTransaction(
                session -> session.createNativeQuery(query, Long.class).getSingleResult());
    }

    private static SessionFactory open(String strategy, boolean isEnabled) {
        return new Configuration()
                .addAnnotatedClasses(Note.class, Letter.class)
                .setProperty(CoreSettings.ENABLED, isEnabled)
                .setProperty(StateManagementSettings.AUDIT_STRATEGY, strategy)
                .setProperty(BatchSettings.STATEMENT_BATCH_SIZE, 20)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID())
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
    }

    @Entity(name = "Note")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Audited
    static class Note {

        @Id
        int id;

        String text = "first";

        @ElementCollection
        Set<String> words = new HashSet<>(Set.of("one", "two"));

        protected Note() {}

        Note(int id) {
            this.id = id;
        }

        void change() {
            text = "second";
            words.clear();
            words.add("three");
        }
    }

    @Entity(name = "Letter")
    @Audited
    static class Letter extends Note {

        String address = "unknown";

        protected Letter() {}

        Letter(int id) {
            super(id);
        }
    }
}
