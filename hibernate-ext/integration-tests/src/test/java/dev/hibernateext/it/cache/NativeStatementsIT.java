/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Native statements that declare no tables, of a shelf, a box on it, and a note and a crate that have nothing to do with either. */
@HibernateExtTest(
        entities = {
            Shelf.class,
            NativeStatementsIT.Note.class,
            NativeStatementsIT.Crate.class,
            NativeStatementsIT.Box.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class NativeStatementsIT {

    private static final String UPDATE = "update Shelf set name = 'new'";

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    NativeStatementsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        scope.inTransaction(session -> {
            var shelf = new Shelf(1, "old");
            session.persist(shelf);
            session.persist(new Note(1, "old"));
            session.persist(new Box(1, shelf));
            session.persist(new Crate(1, "old"));
        });
        read(scope);
    }

    @ParameterizedTest
    @EnumSource
    void evictTheTableTheyWrite(Kind kind) {
        kind.execute(scope, UPDATE);

        assertThat(isCached(scope, Shelf.class)).isFalse();
        assertThat(name(scope)).isEqualTo("new");
        assertThat(names(scope, "Shelf")).containsExactly("new");
    }

    @ParameterizedTest
    @EnumSource
    void leaveOtherTablesAlone(Kind kind) {
        kind.execute(scope, UPDATE);
        statements.clear();

        assertThat(isCached(scope, Note.class)).isTrue();
        assertThat(isCached(scope, Crate.class)).isTrue();
        assertThat(tags(scope)).containsExactly("old");
        assertThat(texts(scope)).containsExactly("old");
        statements.assertCount(0);
    }

    @ParameterizedTest
    @EnumSource
    void emptyEverythingInHibernate(Kind kind) {
        try (var stock = stock()) {
            read(stock);
            assertThat(isCached(stock, Note.class)).isTrue();

            kind.execute(stock, UPDATE);

            assertThat(isCached(stock, Note.class)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void evictEverythingWhenTheirTextIsNotUnderstood(Kind kind) {
        kind.execute(scope, "update Note set text = 'a\\b'");

        assertThat(isCached(scope, Shelf.class)).isFalse();
        assertThat(isCached(scope, Crate.class)).isFalse();
        assertThat(isCached(scope, Note.class)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void evictEverythingWhenTheirTableIsNotMapped(Kind kind) {
        assumeThat(scope.database().kind()).as("has views that can be written").isNotEqualTo(DatabaseKind.H2);
        scope.inTransaction(session -> session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create view ShelfView as select * from Shelf");
            }
        }));
        try {
            kind.execute(scope, "update ShelfView set name = 'new'");

            assertThat(name(scope)).isEqualTo("new");
        } finally {
            scope.inTransaction(session -> session.doWork(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("drop view ShelfView");
                }
            }));
        }
    }

    /** Which leaves the entries of its owners: they have none of its rows. */
    @ParameterizedTest
    @EnumSource
    void evictACollection(Kind kind) {
        kind.execute(scope, "delete from Crate_tags");

        assertThat(isCached(scope, Crate.class)).isTrue();
        assertThat(tags(scope)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leaveACollectionStaleInHibernateEvenIfTheyDeclareIt(Kind kind) {
        try (var stock = stock()) {
            read(stock);

            kind.run(
                    stock,
                    session -> session.createNativeQuery("delete from Crate_tags", Object.class)
                            .addSynchronizedQuerySpace("Crate_tags")
                            .executeUpdate());

            assertThat(tags(stock)).containsExactly("old");
        }
    }

    @ParameterizedTest
    @EnumSource
    void evictWhatTheDatabaseDeletesWithTheirRows(Kind kind) {
        assertThat(isCached(scope, Box.class)).isTrue();

        kind.execute(scope, "delete from Shelf where id = 1");

        Box box = scope.fromTransaction(session -> session.find(Box.class, 1));
        assertThat(box).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void evictWhenTheyReturnRows(Kind kind) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);

        kind.run(
                scope,
                session -> session.createNativeQuery(UPDATE + " returning id", Integer.class)
                        .getResultList());

        assertThat(name(scope)).isEqualTo("new");
        assertThat(names(scope, "Shelf")).containsExactly("new");
        assertThat(isCached(scope, Note.class)).isTrue();
    }

    @Test
    void leaveStaleRowsInHibernateWhenTheyReturnRows() {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        try (var stock = stock()) {
            read(stock);

            Kind.STATEFUL.run(
                    stock,
                    session -> session.createNativeQuery(UPDATE + " returning id", Integer.class)
                            .getResultList());

            assertThat(name(stock)).isEqualTo("old");
        }
    }

    /** Every one of them, as bulk statements of HQL are too. */
    @ParameterizedTest
    @EnumSource
    void showNobodyWhatIsNotCommitted(Kind kind) {
        kind.run(scope, session -> {
            session.createNativeMutationQuery(UPDATE).executeUpdate();
            load(session);
            assertThat(isCached(scope, Shelf.class)).isFalse();
        });
        kind.run(scope, session -> {
            session.createMutationQuery("update Shelf set name = 'newer'").executeUpdate();
            load(session);
            assertThat(isCached(scope, Shelf.class)).isFalse();
        });
    }

    @Test
    void showOthersInHibernateWhatIsNotCommitted() {
        try (var stock = stock();
                var writer = stock.openSession()) {
            writer.beginTransaction();
            writer.createNativeMutationQuery(UPDATE).executeUpdate();
            load(writer);

            assertThat(isCached(stock, Shelf.class)).isTrue();

            writer.getTransaction().rollback();
        }
    }

    /** What a session has flushed for such a statement stays written, however little the statement itself writes. */
    @Test
    void endResultsOfWhatWasFlushedForThem() {
        scope.inTransaction(session -> {
            session.find(Note.class, 1).text = "new";
            session.createNativeMutationQuery(UPDATE).executeUpdate();
            session.createNativeMutationQuery("update Box set id = id").executeUpdate();
        });

        assertThat(texts(scope)).containsExactly("new");
        assertThat(names(scope, "Shelf")).containsExactly("new");
    }

    @Test
    void doNotSpareWhatIsWrittenAfterThem() {
        scope.inTransaction(session -> {
            session.createNativeMutationQuery(UPDATE).executeUpdate();
            session.find(Note.class, 1).text = "new";
        });

        assertThat(texts(scope)).containsExactly("new");
    }

    private static void load(SharedSessionContract session) {
        if (session instanceof Session stateful) {
            stateful.find(Shelf.class, 1);
        } else {
            session.createSelectionQuery("from Shelf", Shelf.class).getResultList();
        }
    }

    private static void read(SessionFactoryScope in) {
        in.inTransaction(session -> {
            session.find(Shelf.class, 1);
            session.find(Note.class, 1);
            session.find(Box.class, 1);
            Hibernate.initialize(session.find(Crate.class, 1).tags);
        });
        names(in, "Shelf");
        texts(in);
    }

    private static boolean isCached(SessionFactoryScope in, Class<?> type) {
        return CacheEviction.of(in.factory()).contains(type, 1, null);
    }

    private static String name(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.find(Shelf.class, 1).name);
    }

    private static Set<String> tags(SessionFactoryScope in) {
        return in.fromTransaction(session -> Set.copyOf(session.find(Crate.class, 1).tags));
    }

    private static List<String> names(SessionFactoryScope in, String entity) {
        return in.fromTransaction(session -> session.createSelectionQuery("select name from " + entity, String.class)
                .setCacheable(true)
                .getResultList());
    }

    private static List<String> texts(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.createSelectionQuery("select text from Note", String.class)
                .setCacheable(true)
                .getResultList());
    }

    private SessionFactoryScope stock() {
        return StockCache.open(scope);
    }

    /** A kind of session. */
    enum Kind {
        STATEFUL,
        STATELESS;

        void execute(SessionFactoryScope in, String sql) {
            run(in, session -> session.createNativeMutationQuery(sql).executeUpdate());
        }

        void run(SessionFactoryScope in, Consumer<SharedSessionContract> work) {
            if (this == STATEFUL) {
                in.inTransaction(work::accept);
            } else {
                in.inStatelessTransaction(work::accept);
            }
        }
    }

    /** Goes with its shelf. */
    @Entity(name = "Box")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Box {

        @Id
        int id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Shelf shelf;

        Box() {}

        Box(int id, Shelf shelf) {
            this.id = id;
            this.shelf = shelf;
        }
    }

    /** Has nothing to do with a shelf. */
    @Entity(name = "Note")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
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

    /** With a table of tags. */
    @Entity(name = "Crate")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Crate {

        @Id
        int id;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> tags = new HashSet<>();

        Crate() {}

        Crate(int id, String tag) {
            this.id = id;
            tags.add(tag);
        }
    }
}
