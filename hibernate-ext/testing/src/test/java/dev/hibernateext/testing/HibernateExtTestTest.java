/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import dev.hibernateext.testing.jdbc.TestDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@HibernateExtTest(
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "7"),
        contributors = HibernateExtTestTest.Fetching.class)
class HibernateExtTestTest implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.EPOCH);

    private @Nullable SessionFactory injectedBefore;

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put("test.clock", CLOCK);
        settings.put("test.kind", database.kind());
    }

    @BeforeEach
    void remember(SessionFactory factory) {
        injectedBefore = factory;
    }

    @AfterEach
    void isStillTheSame(SessionFactoryScope scope) {
        assertThat(scope.factory()).isSameAs(injectedBefore);
    }

    @Test
    void injectsWhatATestNeeds(
            SessionFactoryScope scope, DatabaseUnderTest database, StatementRecorder recorder, JdbcFaults faults) {
        assertThat(database).isEqualTo(scope.database());
        assertThat(recorder).isSameAs(scope.dataSource().recorder());
        assertThat(faults).isSameAs(scope.dataSource().faults());
        assertThat(database.kind()).isEqualTo(DatabaseKind.H2);
    }

    @Test
    void takesTheNestedManagedClasses(SessionFactory factory) {
        assertThat(factory.getMetamodel().getManagedTypes())
                .extracting(type -> type.getJavaType().getSimpleName())
                .containsExactlyInAnyOrder("Named", "Author", "Book");
    }

    @Test
    void passesSettingsOfBothKinds(SessionFactory factory) {
        assertThat(factory.getProperties())
                .containsEntry("hibernate.jdbc.batch_size", "7")
                .containsEntry("hibernate.default_batch_fetch_size", "12")
                .containsEntry("test.kind", DatabaseKind.H2)
                .containsEntry("test.clock", CLOCK);
    }

    @RepeatedTest(2)
    void startsWithEmptyTablesAndCountsOfZero(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.assertCount(0);
        assertThat(scope.factory().getStatistics().getEntityInsertCount()).isZero();

        scope.inTransaction(session -> {
            var author = new Author("Ada");
            session.persist(author);
            session.persist(new Book(author));
        });

        var books = scope.fromStatelessTransaction(
                session -> session.createSelectionQuery("from Book", Book.class).getResultList());
        assertThat(books).hasSize(1);
        assertThat(scope.factory().getStatistics().getEntityInsertCount()).isEqualTo(2);
    }

    @Test
    void opensAnotherFactoryOnTheSameTables(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Author("Ada")));

        try (var another = scope.openAnother(settings -> settings.put("hibernate.jdbc.batch_size", "3"))) {
            var names = another.fromTransaction(
                    session -> session.createSelectionQuery("select name from Author", String.class)
                            .getResultList());

            assertThat(names).containsExactly("Ada");
            assertThat(another.factory().getProperties()).containsEntry("hibernate.jdbc.batch_size", "3");
        }
        assertThat(scope.factory().getProperties()).containsEntry("hibernate.jdbc.batch_size", "7");
    }

    @Test
    void rollsBackWhenTheWorkThrows(SessionFactoryScope scope) {
        var failure = new IllegalStateException("no");

        assertThatThrownBy(() -> scope.inTransaction(session -> {
                    session.persist(new Author("Ada"));
                    session.flush();
                    throw failure;
                }))
                .isSameAs(failure);

        var authors = scope.fromTransaction(session ->
                session.createSelectionQuery("from Author", Author.class).getResultList());
        assertThat(authors).isEmpty();
    }

    @Nested
    class InANestedClass {

        @Test
        void sharesTheFactoryOfTheOuterClass(SessionFactory factory) {
            assertThat(factory).isSameAs(injectedBefore);
        }
    }

    @Test
    void saysWhichContributorCannotBeMade() {
        assertThat(run(NeedsAContributorNobodyCanMake.class).failed().list())
                .singleElement()
                .asString()
                .contains(Unmakable.class.getName());
    }

    @Test
    void failsTestsThatWouldFindRowsOfOthers() {
        assertThat(run(LeavesWhatCannotBeEmptied.class).failed().list())
                .singleElement()
                .asString()
                .contains("Halting on error", "truncate table Author");
    }

    @Test
    void emptiesTablesThatTheServerRefusesOnce() {
        var events = run(LeavesWhatIsRefusedOnce.class);

        assertThat(LeavesWhatIsRefusedOnce.Refusing.hit).isTrue();
        assertThat(events.failed().list()).isEmpty();
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .allEvents();
    }

    static final class Fetching implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            settings.put("hibernate.default_batch_fetch_size", "12");
        }
    }

    record Unmakable(String needed) implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            settings.clear();
        }
    }

    @HibernateExtTest(contributors = Unmakable.class)
    static class NeedsAContributorNobodyCanMake {

        @Test
        void neverRuns() {
            throw new AssertionError("ran");
        }
    }

    @HibernateExtTest(entities = Author.class)
    static class LeavesWhatCannotBeEmptied {

        @RepeatedTest(2)
        void putsAViewInThePlaceOfATable(DatabaseUnderTest database) throws SQLException {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("drop table Author");
                statement.execute("create view Author as select 1 id");
            }
        }
    }

    @HibernateExtTest(entities = Author.class, contributors = LeavesWhatIsRefusedOnce.Refusing.class)
    static class LeavesWhatIsRefusedOnce {

        @RepeatedTest(2)
        void findsNoRowOfTheOther(SessionFactoryScope scope) {
            scope.inTransaction(session -> session.persist(new Author("Ada")));
            var authors = scope.fromTransaction(session ->
                    session.createSelectionQuery("from Author", Author.class).getResultList());
            assertThat(authors).hasSize(1);
            Refusing.refuseNext();
        }

        static final class Refusing implements SettingsContributor {

            static boolean hit;
            private static @Nullable TestDataSource source;

            @Override
            public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
                source = new TestDataSource(database);
                settings.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, source);
            }

            /** The first statement of what empties tables, behind the connection and the statement itself. */
            static void refuseNext() {
                var faults = Objects.requireNonNull(source).faults();
                hit |= faults.isHit();
                faults.failCall(4, new SQLException("busy", "HY000", 1205));
            }
        }
    }

    @MappedSuperclass
    abstract static class Named {

        String name = "";
    }

    @Entity(name = "Author")
    static class Author extends Named {

        @Id
        @GeneratedValue
        long id;

        Author(String name) {
            this.name = name;
        }

        Author() {}
    }

    @Entity(name = "Book")
    static class Book {

        @Id
        @GeneratedValue
        long id;

        @ManyToOne(optional = false)
        Author author;

        Book(Author author) {
            this.author = author;
        }

        Book() {
            this(new Author());
        }
    }
}
