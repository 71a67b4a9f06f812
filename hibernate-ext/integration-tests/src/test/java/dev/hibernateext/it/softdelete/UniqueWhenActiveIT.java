/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.softdelete.ActiveUniqueKeys;
import dev.hibernateext.core.softdelete.KeyTakenException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.core.validation.DataConstraintException;
import dev.hibernateext.core.validation.ViolatedConstraint.Kind;
import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.UniqueWhenActive;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.KeyType;
import org.hibernate.annotations.NaturalId;
import org.hibernate.cfg.SchemaToolingSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two rows that are there never have the same key, and a deleted row never keeps its key taken. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class UniqueWhenActiveIT {

    @Test
    void refusesASecondRowWithTheKeyAndNamesTheAttribute(SessionFactoryScope scope) {
        persist(scope, new Book(1, "canary"));

        assertTaken(scope, Book.class, List.of("isbn"), () -> persist(scope, new Book(2, "canary")));
    }

    @Test
    void letsTheKeyOfADeletedRowBeUsedAgain(SessionFactoryScope scope) {
        for (int id = 1; id <= 3; id++) {
            persist(scope, new Book(id, "canary"));
            remove(scope, Book.class, id);
        }

        persist(scope, new Book(4, "canary"));

        assertTaken(scope, Book.class, List.of("isbn"), () -> persist(scope, new Book(5, "canary")));
    }

    @Test
    void doesBothWhereTheOthersFail(SessionFactoryScope scope) {
        persist(scope, new Unkeyed(1, "canary"));
        assertThatCode(() -> persist(scope, new Unkeyed(2, "canary"))).doesNotThrowAnyException();

        persist(scope, new Plain(1, "canary"));
        remove(scope, Plain.class, 1);
        assertTaken(scope, Plain.class, List.of("code"), () -> persist(scope, new Plain(2, "canary")));
    }

    @Test
    void refusesToTakeTheMarkAwayWhileTheKeyIsTaken(SessionFactoryScope scope) {
        persist(scope, new Book(1, "canary"));
        remove(scope, Book.class, 1);
        persist(scope, new Book(2, "canary"));

        var restore = "update Book set deleted_at = null where id = 1";
        assertTaken(scope, Book.class, List.of("isbn"), () -> execute(scope, restore));

        remove(scope, Book.class, 2);
        execute(scope, restore);
        assertThat(scope.<Book>fromTransaction(session -> session.find(Book.class, 1)))
                .isNotNull();
    }

    @Test
    void namesTheRowThatHasTheKeyWhenAnotherIsRestored(SessionFactoryScope scope) {
        persist(scope, new Book(1, "canary").at("hall", 7));
        remove(scope, Book.class, 1);
        persist(scope, new Book(2, "other").at("hall", 7), new Book(3, "canary"));

        assertThatThrownBy(() -> scope.inTransaction(
                        session -> Trash.of(session, Book.class).restore(1)))
                .isInstanceOfSatisfying(KeyTakenException.class, error -> {
                    assertThat(error.holderId()).isIn(2, 3);
                    assertThat(error.attributes()).isIn(List.of("isbn"), List.of("place.room", "place.number"));
                });

        remove(scope, Book.class, 2);
        remove(scope, Book.class, 3);
        scope.inTransaction(session -> Trash.of(session, Book.class).restore(1));
    }

    @Test
    void refusesSecondRowsOfBulkAndNativeStatements(SessionFactoryScope scope) {
        persist(scope, new Book(1, "canary"), new Book(2, "other"), new Book(3, "third"));
        remove(scope, Book.class, 3);

        assertTaken(
                scope,
                Book.class,
                List.of("isbn"),
                () -> scope.inTransaction(session -> session.createMutationQuery("update Book set isbn = 'canary'")
                        .executeUpdate()));
        assertTaken(
                scope,
                Book.class,
                List.of("isbn"),
                () -> execute(scope, "update Book set isbn = 'canary' where id = 2"));
        execute(scope, "update Book set isbn = 'canary' where id = 3");
    }

    @Test
    void keepsACompositeKeyWithAReferenceAndAnEmbeddedAttribute(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a").at("hall", 7));
        persist(scope, new Book(2, "b").at("hall", 8));

        assertTaken(
                scope,
                Book.class,
                List.of("place.room", "place.number"),
                () -> persist(scope, new Book(3, "c").at("hall", 7)));

        remove(scope, Book.class, 1);
        persist(scope, new Book(3, "c").at("hall", 7));
    }

    @Test
    void letsRowsWithANullInTheirKeyBe(SessionFactoryScope scope) {
        persist(scope, new Book(1, null).at("hall", null), new Book(2, null).at("hall", null));

        assertThat(scope.<Long>fromTransaction(
                        session -> session.createSelectionQuery("select count(*) from Book", Long.class)
                                .getSingleResult()))
                .isEqualTo(2);
    }

    @Test
    void takesAnEpochForAMark(SessionFactoryScope scope) {
        persist(scope, new Ticket(1, "canary"));
        assertTaken(scope, Ticket.class, List.of("number"), () -> persist(scope, new Ticket(2, "canary")));

        remove(scope, Ticket.class, 1);

        persist(scope, new Ticket(2, "canary"));
    }

    @Test
    void replacesEveryUniqueConstraintOfAnAnnotatedType(SessionFactoryScope scope) {
        persist(scope, new Seal(1, "canary", "a"), new Badge(1, "nick", "x", "y", 1));
        assertTaken(scope, Badge.class, List.of("nick"), () -> persist(scope, new Badge(2, "nick", "p", "q", 2)));
        assertTaken(
                scope, Badge.class, List.of("first", "last"), () -> persist(scope, new Badge(2, "other", "x", "y", 2)));
        assertTaken(scope, Badge.class, List.of("number"), () -> persist(scope, new Badge(2, "other", "x", "z", 1)));
        assertTaken(scope, Seal.class, List.of("name"), () -> persist(scope, new Seal(2, "canary", "b")));

        remove(scope, Badge.class, 1);
        remove(scope, Seal.class, 1);

        persist(scope, new Seal(2, "canary", "a"), new Badge(2, "nick", "x", "y", 1));
        assertThat(scope.<Badge>fromTransaction(session -> session.find(Badge.class, 1, KeyType.NATURAL)))
                .extracting(badge -> badge.id)
                .isEqualTo(2);
    }

    @Test
    void replacesTheConstraintOfAOneToOne(SessionFactoryScope scope) {
        persist(scope, new Seal(1, "a", "a"));
        scope.inTransaction(session -> session.persist(new Wax(1, session.find(Seal.class, 1))));
        assertTaken(
                scope,
                Wax.class,
                List.of("seal"),
                () -> scope.inTransaction(session -> session.persist(new Wax(2, session.find(Seal.class, 1)))));

        remove(scope, Wax.class, 1);

        scope.inTransaction(session -> session.persist(new Wax(2, session.find(Seal.class, 1))));
    }

    @Test
    void keepsTheKeyOfASubclassInItsSingleTable(SessionFactoryScope scope) {
        persist(scope, new Medium(1), new Medium(2), new Tape(3, "canary"));
        assertTaken(scope, Medium.class, List.of("label"), () -> persist(scope, new Tape(4, "canary")));

        remove(scope, Medium.class, 3);

        persist(scope, new Tape(4, "canary"));
    }

    @Test
    void keepsAKeyWithinEachTableOfAHierarchy(SessionFactoryScope scope) {
        persist(scope, new Tool(1, "canary"), new Saw(2, "canary", "teeth"));
        assertTaken(scope, Tool.class, List.of("name"), () -> persist(scope, new Tool(3, "canary")));
        assertThat(caught(() -> persist(scope, new Saw(4, "canary", "blunt")))).isNotNull();
        assertThat(caught(() -> persist(scope, new Saw(4, "other", "teeth")))).isNotNull();

        remove(scope, Tool.class, 1);
        remove(scope, Tool.class, 2);

        persist(scope, new Tool(3, "canary"), new Saw(4, "canary", "teeth"));
    }

    @Test
    void isCreatedOnceBySchemaUpdates(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.clear();

        update(scope).close();

        assertThat(recorder.matching("row_active|where deleted|unique index")).isEmpty();
        assertTaken(scope, Book.class, List.of("isbn"), () -> persist(scope, new Book(1, "c"), new Book(2, "c")));
    }

    @Test
    void isAddedByASchemaUpdateToASchemaWithoutIt(SessionFactoryScope scope, StatementRecorder recorder) {
        withPlainSchema(scope, () -> {
            persist(scope, new Book(1, "a"), new Book(2, "b"));
            remove(scope, Book.class, 1);
            update(scope).close();
            recorder.clear();
            update(scope).close();

            assertThat(recorder.matching("row_active|where deleted|unique index"))
                    .isEmpty();
            assertTaken(scope, Book.class, List.of("isbn"), () -> persist(scope, new Book(3, "b")));
            persist(scope, new Book(3, "a"));
        });
    }

    @Test
    void isValidatedBySchemaTools(SessionFactoryScope scope) {
        validate(scope).close();

        withPlainSchema(scope, () -> {
            if (scope.database().kind() != DatabaseKind.POSTGRESQL) {
                assertThat(caught(() -> validate(scope).close())).hasStackTraceContaining("row_active");
            }
        });
    }

    @Test
    void isAddedByTheStatementsOfItsMigration(SessionFactoryScope scope, StatementRecorder recorder) {
        var migration = ActiveUniqueKeys.of(scope.factory()).migration();
        assertThat(migration).isEqualTo(ActiveUniqueKeys.of(scope.factory()).migration());

        withPlainSchema(scope, () -> {
            persist(scope, new Book(1, "a"), new Badge(1, "nick", "x", "y", 1));
            remove(scope, Book.class, 1);
            remove(scope, Badge.class, 1);
            migration.forEach(statement -> execute(scope, statement));

            recorder.clear();
            update(scope).close();
            assertThat(recorder.matching("row_active|where deleted|unique index"))
                    .isEmpty();
            persist(scope, new Book(2, "a"));
            assertTaken(scope, Book.class, List.of("isbn"), () -> persist(scope, new Book(3, "a")));
            if (scope.database().kind() != DatabaseKind.H2) {
                persist(scope, new Badge(2, "nick", "x", "y", 1));
            }
            assertThat(caught(() -> persist(scope, new Badge(3, "nick", "p", "q", 2))))
                    .isNotNull();
            validate(scope).close();
        });
    }

    @Test
    void costsNoStatement(SessionFactoryScope scope, StatementRecorder recorder) {
        persist(scope, new Book(1, "a"));
        recorder.assertCount(1).assertCount(StatementKind.INSERT, 1);
        assertThat(recorder.sql().get(0)).doesNotContain("row_active");
    }

    private static SessionFactoryScope update(SessionFactoryScope scope) {
        return scope.openAnother(
                settings -> settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "update"));
    }

    private static SessionFactoryScope validate(SessionFactoryScope scope) {
        return scope.openAnother(
                settings -> settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "validate"));
    }

    /** Works on a schema made without the library, and puts the right one in its place again. */
    private static void withPlainSchema(SessionFactoryScope scope, Runnable work) {
        var schema = scope.factory().getSchemaManager();
        schema.dropMappedObjects(false);
        scope.openAnother(UniqueWhenActiveIT::withoutKeys).close();
        try {
            work.run();
        } finally {
            schema.dropMappedObjects(false);
            schema.exportMappedObjects(false);
        }
    }

    private static void withoutKeys(Map<String, Object> settings) {
        settings.put(CoreSettings.ENABLED, "false");
        settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create");
    }

    private static void persist(SessionFactoryScope scope, Object... entities) {
        scope.inTransaction(session -> List.of(entities).forEach(session::persist));
    }

    private static void remove(SessionFactoryScope scope, Class<?> type, int id) {
        scope.inTransaction(session -> session.remove(session.find(type, id)));
    }

    private static void execute(SessionFactoryScope scope, String sql) {
        scope.inTransaction(session -> session.createNativeMutationQuery(sql).executeUpdate());
    }

    private static void assertTaken(
            SessionFactoryScope scope, Class<?> entity, List<String> attributes, ThrowingCallable work) {
        assertThat(translated(scope, work)).satisfies(error -> {
            assertThat(error.kind()).isEqualTo(Kind.UNIQUE);
            assertThat(error.entityName()).isEqualTo(entity.getName());
            assertThat(error.attributes()).containsExactlyElementsOf(attributes);
            assertThat(error).hasMessageNotContaining("canary");
        });
    }

    private static DataConstraintException translated(SessionFactoryScope scope, ThrowingCallable work) {
        var failure = Objects.requireNonNull(caught(work), "the second row with the key got in");
        return ConstraintViolations.translate(failure, scope.factory()).orElseThrow();
    }

    private static @Nullable PersistenceException caught(ThrowingCallable work) {
        return catchThrowableOfType(PersistenceException.class, work);
    }

    @Embeddable
    static class Place {

        @Nullable
        String room;

        @Column(name = "place_number")
        @Nullable
        Integer number;
    }

    @Entity(name = "Book")
    @Table(name = "Book")
    @UniqueWhenActive(
            value = {"place.room", "place.number"},
            name = "book_place")
    static class Book extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @Nullable
        String isbn;

        @Nullable
        Place place;

        Book() {}

        Book(int id, @Nullable String isbn) {
            this.id = id;
            this.isbn = isbn;
        }

        Book at(String room, @Nullable Integer number) {
            place = new Place();
            place.room = room;
            place.number = number;
            return this;
        }
    }

    @Entity(name = "Unkeyed")
    static class Unkeyed extends SoftDeletableEntity {

        @Id
        int id;

        String code = "";

        Unkeyed() {}

        Unkeyed(int id, String code) {
            this.id = id;
            this.code = code;
        }
    }

    @Entity(name = "Plain")
    static class Plain extends SoftDeletableEntity {

        @Id
        int id;

        @Column(unique = true)
        String code = "";

        Plain() {}

        Plain(int id, String code) {
            this.id = id;
            this.code = code;
        }
    }

    @Entity(name = "Ticket")
    static class Ticket {

        @Id
        int id;

        @UniqueWhenActive
        @Column(name = "`number`")
        String number = "";

        @DeletedAt
        @Column(name = "`gone`")
        @Nullable
        Long gone;

        Ticket() {}

        Ticket(int id, String number) {
            this.id = id;
            this.number = number;
        }
    }

    /** Unique in every way the mappings know. */
    @Entity(name = "Badge")
    @Table(
            uniqueConstraints =
                    @UniqueConstraint(
                            name = "badge_name",
                            columnNames = {"first_name", "last_name"}))
    @UniqueWhenActive
    static class Badge extends SoftDeletableEntity {

        @Id
        int id;

        @Column(unique = true)
        String nick = "";

        @Column(name = "first_name")
        String first = "";

        @Column(name = "last_name")
        String last = "";

        @NaturalId
        int number;

        Badge() {}

        Badge(int id, String nick, String first, String last, int number) {
            this.id = id;
            this.nick = nick;
            this.first = first;
            this.last = last;
            this.number = number;
        }
    }

    /** Annotates attributes that are unique already. */
    @Entity(name = "Seal")
    static class Seal extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @NaturalId
        String name = "";

        @UniqueWhenActive
        @Column(unique = true)
        String motto = "";

        Seal() {}

        Seal(int id, String name, String motto) {
            this.id = id;
            this.name = name;
            this.motto = motto;
        }
    }

    @Entity(name = "Wax")
    static class Wax extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @OneToOne(fetch = FetchType.LAZY)
        @Nullable
        Seal seal;

        Wax() {}

        Wax(int id, Seal seal) {
            this.id = id;
            this.seal = seal;
        }
    }

    @Entity(name = "Medium")
    static class Medium extends SoftDeletableEntity {

        @Id
        int id;

        Medium() {}

        Medium(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Tape")
    static class Tape extends Medium {

        @UniqueWhenActive
        String label = "";

        Tape() {}

        Tape(int id, String label) {
            super(id);
            this.label = label;
        }
    }

    @Entity(name = "Tool")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Tool extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        String name = "";

        Tool() {}

        Tool(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Saw")
    static class Saw extends Tool {

        @UniqueWhenActive
        String edge = "";

        Saw() {}

        Saw(int id, String name, String edge) {
            super(id, name);
            this.edge = edge;
        }
    }
}
