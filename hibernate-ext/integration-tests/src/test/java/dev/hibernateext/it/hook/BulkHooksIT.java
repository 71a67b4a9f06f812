/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.ExtendedSession;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement.Kind;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.hook.PendingBulk;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class BulkHooksIT {

    private final List<HookRegistration> registrations = new ArrayList<>();
    private final List<PendingBulk> before = new ArrayList<>();
    private final List<BulkChange> after = new ArrayList<>();
    private final SessionFactoryScope scope;

    BulkHooksIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void store() {
        scope.inTransaction(session -> {
            session.persist(new Song(1, "Help"));
            session.persist(new Song(2, "Yesterday"));
            session.persist(new Disc(1, "red", 40));
            session.persist(new Disc(2, "blue", 50));
            session.persist(new Magazine(3, "weekly"));
        });
    }

    @AfterEach
    void closeHooks() {
        registrations.forEach(HookRegistration::close);
    }

    private void watch(Class<?> type) {
        var hooks = Hooks.of(scope.factory()).on(type);
        registrations.add(hooks.beforeBulk(before::add));
        registrations.add(hooks.afterBulk(after::add));
    }

    private void veto(Class<?> type) {
        registrations.add(Hooks.of(scope.factory()).on(type).beforeBulk(bulk -> {
            throw HookVetoException.because("rows are changed one by one", bulk);
        }));
    }

    private void inBothKinds(Consumer<SharedSessionContract> work) {
        scope.inTransaction(work::accept);
        scope.inStatelessTransaction(work::accept);
    }

    private static int execute(SharedSessionContract session, String hql) {
        return session.createMutationQuery(hql).executeUpdate();
    }

    private void assertOnce(Kind kind, int rowCount, Class<?>... entities) {
        assertThat(before).singleElement().satisfies(bulk -> {
            assertThat(bulk.statement().kind()).isEqualTo(kind);
            assertThat(bulk.entityNames()).containsExactlyInAnyOrder(names(entities));
            assertThat(bulk.tablesKnown()).isTrue();
        });
        assertThat(after).singleElement().satisfies(change -> {
            assertThat(change.statement().kind()).isEqualTo(kind);
            assertThat(change.rowCount()).isEqualTo(rowCount);
            assertThat(change.entityNames()).containsExactlyInAnyOrder(names(entities));
            assertThat(before.get(0).tables()).containsAll(change.tables());
        });
        before.clear();
        after.clear();
    }

    private static String[] names(Class<?>... entities) {
        return List.of(entities).stream().map(Class::getName).toArray(String[]::new);
    }

    @Test
    void showsAnHqlUpdateToBothPhases() {
        watch(Song.class);

        inBothKinds(session -> {
            var updated = session.createMutationQuery("update Song set title = :title where id = :id")
                    .setParameter("title", "canary")
                    .setParameter("id", 1L)
                    .executeUpdate();
            assertThat(updated).isEqualTo(1);
            var bulk = before.get(0);
            assertThat(bulk.session()).isSameAs(session);
            assertThat(bulk.statement().source()).isEqualTo(Source.ENTITY);
            assertThat(bulk.statement().parameters()).containsExactly("canary", 1L);
            assertThat(lower(bulk.tables())).containsExactly("song");
            assertThat(bulk.toString()).doesNotContain("canary");
            assertThat(after.get(0).toString()).doesNotContain("canary");
            assertOnce(Kind.UPDATE, 1, Song.class);
        });
    }

    private static List<String> lower(Set<String> tables) {
        return tables.stream()
                .map(table -> table.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    @Test
    void callsBeforeAheadOfTheStatementAndAfterBehindIt(StatementRecorder recorder) {
        var seen = new ArrayList<String>();
        var hooks = Hooks.of(scope.factory()).on(Song.class);
        registrations.add(hooks.beforeBulk(bulk -> seen.add("before " + recorder.count())));
        registrations.add(hooks.order(2).afterBulk(change -> seen.add("after " + recorder.count())));
        registrations.add(hooks.order(1).afterBulk(change -> seen.add("first after")));

        scope.inTransaction(session -> {
            recorder.clear();
            execute(session, "delete Song where id > 100");
        });

        assertThat(seen).hasSize(3).startsWith("before 0", "first after");
        assertThat(seen.get(2)).isNotEqualTo("after 0");
    }

    @Test
    void showsACriteriaDeleteAndItsCollectionsOnce() {
        watch(Song.class);

        inBothKinds(session -> {
            var songs = count("Song");
            session.createMutationQuery(allSongs(session)).executeUpdate();
            assertThat(lower(before.get(0).tables())).containsExactly("song", "song_tags");
            assertOnce(Kind.DELETE, Math.toIntExact(songs), Song.class);
        });

        assertThat(count("Song")).isZero();
    }

    private static jakarta.persistence.criteria.CriteriaDelete<Song> allSongs(SharedSessionContract session) {
        var delete = session.getCriteriaBuilder().createCriteriaDelete(Song.class);
        delete.from(Song.class);
        return delete;
    }

    private long count(String entity) {
        return scope.<Long>fromTransaction(
                session -> session.createSelectionQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult());
    }

    @Test
    void executesNothingOfWhatIsRefused(StatementRecorder recorder) {
        veto(Song.class);

        inBothKinds(session -> {
            recorder.clear();
            assertThatThrownBy(() -> execute(session, "delete Song"))
                    .isInstanceOfSatisfying(HookVetoException.class, veto -> {
                        assertThat(veto.code()).isEqualTo("hook.veto");
                        assertThat(veto.operation()).isEqualTo(EntityWrite.Operation.DELETE);
                        assertThat(veto.entityName()).isEqualTo(Song.class.getName());
                        assertThat(veto).hasMessageContaining("because rows are changed one by one");
                    });
            assertThatThrownBy(() -> execute(session, "update Song set title = 'x'"))
                    .isInstanceOf(HookVetoException.class);
            recorder.assertCount(0);
            assertThat(execute(session, "update Disc set minutes = minutes + 1"))
                    .isEqualTo(2);
        });

        assertThat(count("Song")).isEqualTo(2);
        assertThat(tagCount()).isEqualTo(2);
    }

    private long tagCount() {
        return scope.<Long>fromTransaction(
                session -> session.createSelectionQuery("select count(t) from Song s join s.tags t", Long.class)
                        .getSingleResult());
    }

    @Test
    void showsAStatementOnSeveralTablesOnce() {
        watch(Medium.class);

        inBothKinds(session -> {
            assertThat(execute(session, "update Disc set name = 'x', minutes = 7 where id < 3"))
                    .isEqualTo(2);
            assertThat(lower(before.get(0).tables())).containsExactly("disc", "medium");
            assertOnce(Kind.UPDATE, 2, Disc.class);
            execute(session, "update Medium set name = 'y'");
            assertOnce(Kind.UPDATE, 3, Medium.class, Disc.class, Magazine.class);
        });
        scope.inTransaction(session -> execute(session, "delete Medium where id = 1"));
        assertOnce(Kind.DELETE, 1, Medium.class, Disc.class, Magazine.class);
    }

    @Test
    void showsInserts() {
        watch(Object.class);

        scope.inStatelessTransaction(session -> {
            execute(session, "insert into Song (id, title) values (8, 'a'), (9, 'b')");
            assertOnce(Kind.INSERT, 2, Song.class);
            execute(session, "insert into Song (id, title) select s.id + 10, s.title from Song s where s.id < 9");
            assertOnce(Kind.INSERT, 3, Song.class);
            execute(session, "insert into Disc (id, name, minutes) values (9, 'white', 90)");
            assertOnce(Kind.INSERT, 1, Disc.class);
        });
    }

    @Test
    void refusesAStatementOnSeveralTablesAsAWhole() {
        veto(Magazine.class);

        inBothKinds(session -> {
            assertThatThrownBy(() -> execute(session, "delete Medium")).isInstanceOf(HookVetoException.class);
            assertThatThrownBy(() -> execute(session, "update Magazine set name = 'x'"))
                    .isInstanceOf(HookVetoException.class);
            assertThat(execute(session, "update Disc set name = 'z', minutes = 1"))
                    .isEqualTo(2);
        });

        assertThat(count("Medium")).isEqualTo(3);
    }

    @Test
    void worksOnAfterARefusal() {
        watch(Disc.class);
        veto(Magazine.class);

        scope.inTransaction(session -> {
            assertThatThrownBy(() -> execute(session, "delete Medium")).isInstanceOf(HookVetoException.class);
            before.clear();
            execute(session, "delete Disc where id = 1");
            assertOnce(Kind.DELETE, 1, Disc.class);
        });
    }

    @Test
    void showsNativeStatementsByTheirDeclaredTables() {
        watch(Song.class);
        var discs = new ArrayList<PendingBulk>();
        registrations.add(Hooks.of(scope.factory()).on(Disc.class).beforeBulk(discs::add));

        inBothKinds(session -> {
            session.createNativeQuery("update song set title = :title", Object.class)
                    .addSynchronizedEntityClass(Song.class)
                    .setParameter("title", "canary")
                    .executeUpdate();
            assertThat(before.get(0).statement().source()).isEqualTo(Source.NATIVE);
            assertThat(before.get(0).statement().parameters()).containsExactly("canary");
            assertOnce(Kind.UPDATE, 2, Song.class);
        });

        assertThat(discs).isEmpty();
    }

    @Test
    void callsEveryHookForNativeStatementsOfUnknownTables() {
        watch(Disc.class);

        inBothKinds(session -> {
            session.createNativeMutationQuery("delete from song where id = 77").executeUpdate();
            assertThat(before)
                    .singleElement()
                    .satisfies(bulk -> assertThat(bulk.tablesKnown()).isFalse());
            assertThat(after)
                    .singleElement()
                    .satisfies(change -> assertThat(change.rowCount()).isZero());
            before.clear();
            after.clear();
        });
    }

    @Test
    void showsNativeStatementsThatReturnRows() {
        Assumptions.assumeTrue(scope.database().kind() == DatabaseKind.POSTGRESQL);
        watch(Song.class);

        inBothKinds(session -> {
            var ids = session.createNativeQuery("update song set title = 'x' returning id", Long.class)
                    .addSynchronizedEntityClass(Song.class)
                    .getResultList();
            assertThat(ids).hasSize(2);
            assertOnce(Kind.UPDATE, 2, Song.class);
        });
        veto(Song.class);
        scope.inTransaction(session -> assertThatThrownBy(
                        () -> session.createNativeQuery("delete from song returning id", Long.class)
                                .getResultList())
                .isInstanceOf(HookVetoException.class));
        assertThat(count("Song")).isEqualTo(2);
    }

    @Test
    void showsEachExecutionAndWhatHooksExecute() {
        var nested = Hooks.of(scope.factory())
                .on(Disc.class)
                .afterBulk(change -> scope.inTransaction(session -> {
                    execute(session, "update Song set title = 'nested'");
                }));
        registrations.add(nested);
        watch(Song.class);

        scope.inTransaction(session -> {
            var query = session.createMutationQuery("update Disc set name = 'n', minutes = 3");
            query.executeUpdate();
            assertOnce(Kind.UPDATE, 2, Song.class);
            query.executeUpdate();
            assertOnce(Kind.UPDATE, 2, Song.class);
        });
    }

    @Test
    void isSilentWhereItIsSwitchedOff() {
        watch(Object.class);

        inBothKinds(session -> {
            try (var off = extended(session).without(Feature.HOOK)) {
                execute(session, "update Song set title = 'x'");
                execute(session, "update Disc set name = 'x', minutes = 1");
            }
        });
        registrations.forEach(HookRegistration::close);
        inBothKinds(session -> execute(session, "update Song set title = 'x'"));

        assertThat(before).isEmpty();
        assertThat(after).isEmpty();
    }

    private static ExtendedSession extended(SharedSessionContract session) {
        return session instanceof StatelessSession stateless
                ? HibernateExt.of(stateless)
                : HibernateExt.of((Session) session);
    }

    @Test
    void worksWhereChangesAreNotCaptured() {
        try (var other = scope.openAnother(settings -> settings.put(CoreSettings.CHANGE_ENABLED, "false"))) {
            registrations.add(Hooks.of(other.factory()).on(Song.class).beforeBulk(before::add));
            registrations.add(Hooks.of(other.factory()).on(Song.class).afterBulk(after::add));

            other.inTransaction(session -> execute(session, "update Song set title = 'x' where id = 1"));

            assertThat(before).hasSize(1);
            assertThat(after).hasSize(1);
        }
    }

    @Entity(name = "Song")
    @Table(name = "song")
    static class Song {
        @Id
        long id;

        @Nullable
        String title;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        Song() {}

        Song(long id, String title) {
            this.id = id;
            this.title = title;
            tags.add("old");
        }
    }

    @Entity(name = "Medium")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medium {
        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Disc")
    static class Disc extends Medium {
        int minutes;

        Disc() {}

        Disc(long id, String name, int minutes) {
            this.id = id;
            this.name = name;
            this.minutes = minutes;
        }
    }

    @Entity(name = "Magazine")
    static class Magazine extends Medium {
        Magazine() {}

        Magazine(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
