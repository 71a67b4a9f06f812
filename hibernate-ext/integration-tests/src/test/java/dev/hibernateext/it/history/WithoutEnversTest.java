/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.retention.HistoryRetention;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Audited;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.Test;

/** Envers is optional: the log of Hibernate does without it, and so do statements. Each start is a program of its own. */
class WithoutEnversTest {

    private static final String ENVERS = "hibernate-envers";

    /** Writes, reads the history, and asks for what only Envers has. */
    static final class Program {

        private Program() {}

        /**
         * Prints what came of it.
         *
         * @param arguments none
         */
        public static void main(String[] arguments) {
            try (var factory = factory()) {
                factory.inTransaction(session -> session.persist(new Note()));
                factory.inTransaction(session -> session.find(Note.class, 1).text = "two");
                factory.inTransaction(session -> session.createMutationQuery("update Draft set text = 'two'")
                        .executeUpdate());
                factory.inTransaction(session -> session.createMutationQuery("update Note set text = 'three'")
                        .executeUpdate());
                factory.inTransaction(
                        session -> System.out.println(History.of(session, Note.class, 1).timeline().items().stream()
                                .map(HistoryEntry::kind)
                                .toList()));
                prune(factory);
            }
        }

        private static SessionFactory factory() {
            return new HibernatePersistenceConfiguration("alone")
                    .managedClasses(Note.class, Draft.class)
                    .jdbcUrl("jdbc:h2:mem:alone")
                    .schemaToolingAction(Action.CREATE)
                    .createEntityManagerFactory();
        }

        private static void prune(SessionFactory factory) {
            try {
                HistoryRetention.of(factory)
                        .keep(Note.class, Duration.ofDays(1))
                        .prune();
            } catch (RuntimeException e) {
                System.out.println(HibernateExtException.findIn(e, NotRecordedException.class));
            }
        }
    }

    private static String start(boolean envers) throws IOException {
        var path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> envers || !entry.contains(ENVERS))
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", path, Program.class.getName())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tellsHistoriesOfHibernate() throws IOException {
        assertThat(start(false))
                .contains("[UPDATED, UPDATED, CREATED]")
                .contains(NotRecordedException.class.getName(), "hibernate-envers")
                .doesNotContain("Exception in thread");
    }

    /** With Envers on the class path, retention says what is wrong with the entity. */
    @Test
    void tellsThemBesideEnvers() throws IOException {
        assertThat(start(true))
                .contains("[UPDATED, UPDATED, CREATED]")
                .contains("retention knows the tables of Envers");
    }

    @Entity(name = "Note")
    @Audited
    static class Note {

        @Id
        int id = 1;

        String text = "one";
    }

    @Entity(name = "Draft")
    static class Draft {

        @Id
        int id = 1;

        String text = "one";
    }
}
