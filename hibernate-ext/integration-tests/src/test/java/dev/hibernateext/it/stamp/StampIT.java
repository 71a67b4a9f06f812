/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class StampIT implements SettingsContributor {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00.123456Z");

    private static final MutableClock CLOCK = MutableClock.startingAt(START);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void rewind() {
        CLOCK.set(START);
    }

    @Test
    void stampsPersist(SessionFactoryScope scope) {
        as(
                "ada",
                () -> scope.inTransaction(session -> {
                    var doc = new Doc(1, "a");
                    session.persist(doc);
                    session.flush();
                    assertThat(doc.stamps()).isEqualTo(new Stamps(START, "ada", START, "ada"));
                }));

        assertThat(stored(scope, Doc.class, 1).stamps()).isEqualTo(new Stamps(START, "ada", START, "ada"));
        assertThat(stored(scope, Doc.class, 1).getVersion()).isZero();
    }

    @Test
    void stampsEachFlushOfOneTransaction(SessionFactoryScope scope) {
        inserted(scope, new Doc(1, "a"));

        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    var doc = session.find(Doc.class, 1);
                    doc.text = "b";
                    session.flush();
                    assertThat(doc.getUpdatedAt()).isEqualTo(CLOCK.instant());
                    CLOCK.advance(Duration.ofMinutes(1));
                    doc.text = "c";
                    session.flush();
                    assertThat(doc.getUpdatedAt()).isEqualTo(CLOCK.instant());
                }));

        assertThat(stored(scope, Doc.class, 1).stamps()).isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
        assertThat(stored(scope, Doc.class, 1).getVersion()).isEqualTo(2);
    }

    @Test
    void leavesUnchangedRowsAlone(SessionFactoryScope scope) {
        inserted(scope, new Doc(1, "a"));

        as("bob", () -> scope.inTransaction(session -> session.find(Doc.class, 1)));

        assertThat(stored(scope, Doc.class, 1).getUpdatedBy()).isEqualTo("ada");
    }

    @Test
    void keepsCreationStampsWhenACopyWithoutStampsIsMerged(SessionFactoryScope scope) {
        inserted(scope, new Plain(1, "a"));

        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    var merged = session.merge(new Plain(1, "b"));
                    session.flush();
                    assertThat(merged.stamps.getCreatedBy()).isEqualTo("ada");
                }));

        assertThat(stored(scope, Plain.class, 1).stamps()).isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
    }

    @Test
    void stampsStatelessWrites(SessionFactoryScope scope) {
        as(
                "ada",
                () -> scope.inStatelessTransaction(
                        session -> session.insertMultiple(List.of(new Plain(1, "a"), new Plain(2, "a")))));
        CLOCK.advance(Duration.ofMinutes(1));
        as("bob", () -> scope.inStatelessTransaction(session -> session.update(new Plain(1, "b"))));

        assertThat(stored(scope, Plain.class, 1).stamps()).isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
        assertThat(stored(scope, Plain.class, 2).stamps()).isEqualTo(new Stamps(START, "ada", START, "ada"));
    }

    @Test
    void stampsBothBranchesOfAnUpsert(SessionFactoryScope scope) {
        as(
                "ada",
                () -> scope.inStatelessTransaction(session -> {
                    session.upsert(new Plain(1, "a"));
                    session.upsert(new Dynamic(1, "a"));
                    session.upsert(new Leaf(1, "a", "x"));
                }));
        CLOCK.advance(Duration.ofMinutes(1));
        as(
                "bob",
                () -> scope.inStatelessTransaction(session -> {
                    session.upsert(new Plain(1, "b"));
                    session.upsert(new Dynamic(1, "b"));
                    session.upsert(new Leaf(1, "b", "y"));
                }));

        for (var type : List.of(Plain.class, Dynamic.class, Leaf.class)) {
            var row = stored(scope, type, 1);
            assertThat(row.stamps()).isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
            assertThat(row.text()).isEqualTo("b");
        }
    }

    @Test
    void readsTheClockForEachWriteOfOneInstance(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> {
            for (var row : List.of(new Doc(1, "a"), new Plain(1, "a"), new Dynamic(1, "a"))) {
                as("ada", () -> session.insert(row));
                for (Consumer<Object> write :
                        List.<Consumer<Object>>of(session::upsert, session::update, session::update)) {
                    CLOCK.advance(Duration.ofMinutes(1));
                    as("bob", () -> write.accept(row));
                    assertThat(row.stamps().updatedAt()).isEqualTo(CLOCK.instant());
                }
            }
        });
    }

    @Test
    void writesTheUsersChangeInADynamicStatelessUpdate(SessionFactoryScope scope) {
        inserted(scope, new Dynamic(1, "a"));

        as(
                "bob",
                () -> scope.inStatelessTransaction(session -> {
                    var row = session.get(Dynamic.class, 1);
                    row.text = "b";
                    session.update(row);
                    row.text = "c";
                    CLOCK.advance(Duration.ofSeconds(1));
                    session.update(row);
                }));

        assertThat(stored(scope, Dynamic.class, 1).text).isEqualTo("c");
        assertThat(stored(scope, Dynamic.class, 1).stamps())
                .isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
    }

    @Test
    void stampsAndVersionsHqlUpdates(SessionFactoryScope scope) {
        inserted(scope, new Doc(1, "a"), new Doc(2, "a"), new Root(3, "a"), new Leaf(4, "a", "x"));

        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    session.createMutationQuery("update Doc d set d.text = :text where d.id = 1")
                            .setParameter("text", "b")
                            .executeUpdate();
                    session.createMutationQuery("update Root r set r.text = 'b' where r.id in (3, 4)")
                            .executeUpdate();
                    session.createMutationQuery("update Leaf l set l.extra = 'z', l.text = 'c'")
                            .executeUpdate();
                }));

        var bobs = new Stamps(START, "ada", CLOCK.instant(), "bob");
        assertThat(stored(scope, Doc.class, 1).stamps()).isEqualTo(bobs);
        assertThat(stored(scope, Doc.class, 1).getVersion()).isEqualTo(1);
        assertThat(stored(scope, Doc.class, 2).stamps()).isEqualTo(new Stamps(START, "ada", START, "ada"));
        assertThat(stored(scope, Doc.class, 2).getVersion()).isZero();
        assertThat(stored(scope, Root.class, 3).stamps()).isEqualTo(bobs);
        assertThat(stored(scope, Root.class, 3).getVersion()).isEqualTo(1);
        assertThat(stored(scope, Leaf.class, 4).stamps()).isEqualTo(bobs);
        assertThat(stored(scope, Leaf.class, 4).getVersion()).isEqualTo(2);
    }

    @Test
    void stampsCriteriaUpdatesAndEmbeddables(SessionFactoryScope scope) {
        inserted(scope, new Plain(1, "a"));

        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    var builder = session.getCriteriaBuilder();
                    var update = builder.createCriteriaUpdate(Plain.class);
                    update.from(Plain.class);
                    update.set("text", "b");
                    session.createMutationQuery(update).executeUpdate();
                }));

        assertThat(stored(scope, Plain.class, 1).stamps()).isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
    }

    @Test
    void stampsHqlInserts(SessionFactoryScope scope) {
        as(
                "ada",
                () -> scope.inTransaction(session -> {
                    session.createMutationQuery("insert Doc (id, text) values (1, 'a'), (2, :text)")
                            .setParameter("text", "b")
                            .executeUpdate();
                    session.createMutationQuery("insert Plain (id, text) select d.id, d.text from Doc d")
                            .executeUpdate();
                    session.createMutationQuery("insert Leaf (id, text, extra) values (7, 'a', 'x')")
                            .executeUpdate();
                    session.createMutationQuery(
                                    "insert Leaf (id, text, extra) select d.id + 10, d.text, 'y' from Doc d")
                            .executeUpdate();
                    session.createMutationQuery("insert Sequenced (text) values ('a'), ('b')")
                            .executeUpdate();
                    session.createMutationQuery("insert Sequenced (text) select d.text from Doc d")
                            .executeUpdate();
                }));

        var adas = new Stamps(START, "ada", START, "ada");
        assertThat(all(scope, Doc.class))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.stamps()).isEqualTo(adas));
        assertThat(all(scope, Plain.class))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.stamps()).isEqualTo(adas));
        assertThat(all(scope, Leaf.class))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.stamps()).isEqualTo(adas));
        assertThat(all(scope, Sequenced.class))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.stamps()).isEqualTo(adas));
    }

    @Test
    void stampsConflictUpdates(SessionFactoryScope scope) {
        // MariaDB takes any key that is violated, so none can be named.
        var conflict = scope.database().kind() == DatabaseKind.MARIADB ? "on conflict" : "on conflict(id)";
        inserted(scope, new Doc(1, "a"));

        as(
                "bob",
                () -> scope.inTransaction(
                        session -> session.createMutationQuery("insert Doc (id, text) values (1, 'b') " + conflict
                                        + " do update set text = excluded.text")
                                .executeUpdate()));

        assertThat(stored(scope, Doc.class, 1).stamps()).isEqualTo(new Stamps(START, "ada", CLOCK.instant(), "bob"));
        assertThat(stored(scope, Doc.class, 1).getVersion()).isEqualTo(1);
        assertThat(stored(scope, Doc.class, 1).text).isEqualTo("b");
    }

    private static void inserted(SessionFactoryScope scope, Row... rows) {
        as("ada", () -> scope.inTransaction(session -> List.of(rows).forEach(session::persist)));
        CLOCK.advance(Duration.ofMinutes(1));
    }

    private static <T> T stored(SessionFactoryScope scope, Class<T> type, int id) {
        return scope.fromStatelessTransaction(session -> session.get(type, id));
    }

    private static <T> List<T> all(SessionFactoryScope scope, Class<T> type) {
        return scope.fromTransaction(session -> session.createSelectionQuery("from " + type.getSimpleName(), type)
                .getResultList());
    }

    private static void as(String actor, Runnable work) {
        Contexts.run(Context.ofActor(actor), work);
    }

    record Stamps(
            @Nullable Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {}

    interface Row {

        String text();

        Stamps stamps();
    }

    static Stamps stampsOf(AuditedEntity entity) {
        return new Stamps(entity.getCreatedAt(), entity.getCreatedBy(), entity.getUpdatedAt(), entity.getUpdatedBy());
    }

    @Entity(name = "Doc")
    static class Doc extends AuditedEntity implements Row {

        @Id
        int id;

        String text;

        Doc(int id, String text) {
            this.id = id;
            this.text = text;
        }

        Doc() {
            this(0, "");
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Stamps stamps() {
            return stampsOf(this);
        }
    }

    @Entity(name = "Plain")
    static class Plain implements Row {

        @Id
        int id;

        String text;

        AuditStamps stamps = new AuditStamps();

        Plain(int id, String text) {
            this.id = id;
            this.text = text;
        }

        Plain() {
            this(0, "");
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Stamps stamps() {
            return new Stamps(
                    stamps.getCreatedAt(), stamps.getCreatedBy(), stamps.getUpdatedAt(), stamps.getUpdatedBy());
        }
    }

    @Entity(name = "DynamicRow")
    @DynamicUpdate
    static class Dynamic implements Row {

        @Id
        int id;

        String text;

        String other = "o";

        @CreatedAt
        @Nullable
        Instant createdAt;

        @CreatedBy
        @Nullable
        String createdBy;

        @UpdatedAt
        @Nullable
        Instant updatedAt;

        @UpdatedBy
        @Nullable
        String updatedBy;

        Dynamic(int id, String text) {
            this.id = id;
            this.text = text;
        }

        Dynamic() {
            this(0, "");
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Stamps stamps() {
            return new Stamps(createdAt, createdBy, updatedAt, updatedBy);
        }
    }

    @Entity(name = "Root")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Root extends AuditedEntity implements Row {

        @Id
        int id;

        String text;

        Root(int id, String text) {
            this.id = id;
            this.text = text;
        }

        Root() {
            this(0, "");
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Stamps stamps() {
            return stampsOf(this);
        }
    }

    @Entity(name = "Leaf")
    static class Leaf extends Root {

        String extra;

        Leaf(int id, String text, String extra) {
            super(id, text);
            this.extra = extra;
        }

        Leaf() {
            this(0, "", "");
        }
    }

    @Entity(name = "Sequenced")
    static class Sequenced extends AuditedEntity {

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @Nullable
        Long id;

        @Nullable
        String text;

        Stamps stamps() {
            return stampsOf(this);
        }
    }
}
