/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.revision.TenantRevision;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An application takes the annotations of Hibernate in the place of those of Envers; its tables stay. */
@SuppressWarnings({"SameNameButDifferent", "UnusedVariable"
}) // entities are the same before and after, and Hibernate reads them
class CoreAuditMigrationIT {

    private final String database = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());

    private SessionFactory factory(String schema, Class<?>... entities) {
        var configuration = new Configuration()
                .setProperty("hibernate.connection.url", database)
                .setProperty("hibernate.hbm2ddl.auto", schema);
        Stream.of(entities).forEach(configuration::addAnnotatedClass);
        return configuration.buildSessionFactory();
    }

    private static void as(String actor, SessionFactory factory, Consumer<Session> work) {
        Contexts.run(Context.ofActor(actor), () -> factory.inTransaction(work));
    }

    @Test
    void readsAndContinuesWhatEnversHasRecorded() {
        try (var before = factory("create", Before.Owner.class, Before.Thing.class, Before.Tool.class)) {
            as("ada", before, session -> {
                session.persist(new Before.Owner(7));
                session.persist(new Before.Tool(1, "saw", "hard"));
                session.persist(new Before.Tool(2, "axe", "soft"));
            });
            as("bob", before, session -> {
                var tool = session.find(Before.Tool.class, 1);
                tool.name = "fine saw";
                tool.owner = session.find(Before.Owner.class, 7);
                tool.words.add("sharp");
                session.remove(session.find(Before.Tool.class, 2));
            });
        }

        try (var after = factory("validate", After.Owner.class, After.Thing.class, After.Tool.class)) {
            as("eve", after, session -> {
                var tool = session.find(After.Tool.class, 1);
                tool.hardness = "very hard";
                tool.words.clear();
            });
            after.inTransaction(session -> {
                var history = History.of(session, After.Thing.class, 1);
                var entries = history.timeline(HistoryRequest.oldest(10)).items();
                assertThat(entries)
                        .extracting(
                                HistoryEntry::kind, entry -> entry.revision().actor(), HistoryEntry::changed)
                        .containsExactly(
                                tuple(RevisionKind.CREATED, "ada", List.of("hardness", "name")),
                                tuple(RevisionKind.UPDATED, "bob", List.of("name", "owner", "words")),
                                tuple(RevisionKind.UPDATED, "eve", List.of("hardness", "words")));
                var numbers =
                        entries.stream().map(entry -> entry.revision().number()).toList();
                assertThat(history.at(numbers.get(1)).orElseThrow()).satisfies(thing -> {
                    assertThat(thing.name).isEqualTo("fine saw");
                    assertThat(((After.Tool) thing).hardness).isEqualTo("hard");
                    assertThat(thing.words).containsExactly("sharp");
                });
                assertThat(history.diff(numbers.get(0), numbers.get(2)).changes())
                        .containsExactly(
                                new OfValue("hardness", "hard", "very hard"),
                                new OfValue("name", "saw", "fine saw"),
                                new OfValue("owner", null, 7));
                assertThat(history.diff(numbers.get(1), numbers.get(2)).of("words"))
                        .contains(new OfElements("words", List.of(), List.of("sharp")));
                assertThat(History.of(session, After.Thing.class, 2)
                                .timeline(HistoryRequest.oldest(10))
                                .items())
                        .extracting(HistoryEntry::kind)
                        .containsExactly(RevisionKind.CREATED, RevisionKind.DELETED);
            });
        }
    }

    /** Envers keeps nothing of what it has deleted, the tenant included. */
    @Test
    void tellsOfDeletesThatKeepNoTenant() {
        try (var before = factory("create", Before.Note.class, TenantRevision.class)) {
            inTenant("red", before, session -> session.persist(new Before.Note()));
            inTenant("red", before, session -> session.remove(session.find(Before.Note.class, 1)));
        }

        try (var after = factory("validate", After.Note.class, TenantRevision.class)) {
            inTenant(
                    "red",
                    after,
                    session -> assertThat(History.of(session, After.Note.class, 1)
                                    .timeline()
                                    .items())
                            .extracting(HistoryEntry::kind)
                            .containsExactly(RevisionKind.DELETED, RevisionKind.CREATED));
            inTenant(
                    "blue",
                    after,
                    session -> assertThat(History.of(session, After.Note.class, 1)
                                    .timeline()
                                    .items())
                            .isEmpty());
        }
    }

    private static void inTenant(String tenant, SessionFactory factory, Consumer<Session> work) {
        try (var session =
                factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.inTransaction(transaction -> work.accept(session));
        }
    }

    private static final class Before {

        @Entity(name = "Owner")
        @org.hibernate.envers.Audited
        static class Owner {

            @Id
            int id;

            Owner() {}

            Owner(int id) {
                this.id = id;
            }
        }

        @Entity(name = "Thing")
        @org.hibernate.envers.Audited
        @Inheritance(strategy = InheritanceType.JOINED)
        abstract static class Thing {

            @Id
            int id;

            @Nullable
            String name;

            @ManyToOne(fetch = FetchType.LAZY)
            @Nullable
            Owner owner;

            @ElementCollection
            Set<String> words = new HashSet<>();
        }

        @Entity(name = "Tool")
        @org.hibernate.envers.Audited
        static class Tool extends Thing {

            @Nullable
            String hardness;

            Tool() {}

            Tool(int id, String name, String hardness) {
                this.id = id;
                this.name = name;
                this.hardness = hardness;
            }
        }

        @Entity(name = "Note")
        @org.hibernate.envers.Audited
        static class Note {

            @Id
            int id = 1;

            @TenantId
            @Column(nullable = false)
            @Nullable
            String tenant;
        }
    }

    private static final class After {

        @Entity(name = "Owner")
        @org.hibernate.annotations.Audited
        static class Owner {

            @Id
            int id;
        }

        @Entity(name = "Thing")
        @org.hibernate.annotations.Audited
        @Inheritance(strategy = InheritanceType.JOINED)
        abstract static class Thing {

            @Id
            int id;

            @Nullable
            String name;

            @ManyToOne(fetch = FetchType.LAZY)
            @Nullable
            Owner owner;

            @ElementCollection
            Set<String> words = new HashSet<>();
        }

        @Entity(name = "Tool")
        static class Tool extends Thing {

            @Nullable
            String hardness;
        }

        @Entity(name = "Note")
        @org.hibernate.annotations.Audited
        static class Note {

            @Id
            int id = 1;

            @TenantId
            @Column(nullable = false)
            @Nullable
            String tenant;
        }
    }
}
