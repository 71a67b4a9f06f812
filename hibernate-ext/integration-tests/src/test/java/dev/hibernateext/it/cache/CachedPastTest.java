/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.QueryCaching;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.session.QueryExecution;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.Audited;
import org.hibernate.audit.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What repositories read through the cache in the present and in sessions that look at the past. */
@HibernateExtTest(
        entities = CachedPastTest.Note.class,
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class CachedPastTest {

    private static final QueryCaching CACHING = QueryCaching.on().key("notes");

    private final SessionFactoryScope scope;

    CachedPastTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void change() {
        scope.inTransaction(session -> session.persist(new Note(1, "first")));
        scope.inTransaction(session -> session.find(Note.class, 1).text = "second");
    }

    @Test
    void ofThePresentIsNotUsedForThePast() {
        assertThat(present()).containsExactly("second");

        assertThat(past()).containsExactlyInAnyOrder("first", "second");
        assertThat(past()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void ofThePastIsNotUsedForThePresent() {
        assertThat(past()).containsExactlyInAnyOrder("first", "second");

        assertThat(present()).containsExactly("second");
        assertThat(past()).hasSize(2);
        assertThat(present()).containsExactly("second");
    }

    private List<String> present() {
        return scope.fromTransaction(session -> texts(session, CACHING::getResultList));
    }

    private List<String> past() {
        try (var session = scope.factory()
                .withOptions()
                .atChangeset(AuditLog.ALL_CHANGESETS)
                .openSession()) {
            var cached = texts(session, CACHING::getResultList);
            assertThat(cached).isEqualTo(texts(session, QueryExecution.PLAIN));
            return cached;
        }
    }

    private static List<String> texts(Session session, QueryExecution execution) {
        Repository<Note, Integer> notes = Repository.of(session, Note.class);
        var query = notes.query().ascending("text").executedBy(execution);
        return query.select(Line.class, "text").all().stream().map(Line::text).toList();
    }

    /** The value of a note. */
    record Line(String text) {}

    /** Whose changes Hibernate records. */
    @Entity(name = "Note")
    @Audited
    static class Note {

        @Id
        int id;

        String text = "";

        Note() {}

        Note(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
