/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.Image;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stamps in an embeddable, where Hibernate writes a row in parts. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class EmbeddedStampsIT implements SettingsContributor {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00.123456Z");

    private static final MutableClock CLOCK = MutableClock.startingAt(START);

    private static final List<BiConsumer<StatelessSession, Object>> WRITES = List.of(
            StatelessSession::update,
            (session, row) -> session.updateMultiple(List.of(row)),
            StatelessSession::upsert,
            (session, row) -> session.upsertMultiple(List.of(row)));

    private SessionFactoryScope scope;

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void rewind(SessionFactoryScope scope) {
        this.scope = scope;
        CLOCK.set(START);
    }

    @Test
    void writesEveryTableOfAJoinedLeaf() {
        writesAllOf(new Leaf(1));
    }

    @Test
    void writesTheSecondaryTable() {
        writesAllOf(new Split(1));
    }

    @Test
    void writesAllColumnsOfADynamicUpdate() {
        writesAllOf(new Dynamic(1));
    }

    private <R extends Row> void writesAllOf(R row) {
        as("ada", () -> scope.inTransaction(session -> session.persist(row)));
        for (int i = 0; i < WRITES.size(); i++) {
            var write = WRITES.get(i);
            var text = "text " + i;
            CLOCK.advance(Duration.ofMinutes(1));
            as("bob", () -> scope.inStatelessTransaction(session -> write.accept(session, rewritten(row, text))));

            var stored = stored(row);
            assertThat(stored.texts()).containsExactly(text, text);
            assertStamps(stored, CLOCK.instant());
        }
    }

    private Row rewritten(Row row, String text) {
        var loaded = stored(row);
        loaded.write(text);
        return loaded;
    }

    @Test
    void upsertsANewRowIntoEveryTable() {
        for (var row : List.of(new Leaf(1), new Split(1), new Dynamic(1))) {
            row.write("new");
            as("ada", () -> scope.inStatelessTransaction(session -> session.upsert(row)));

            var stored = stored(row);
            assertThat(stored.texts()).containsExactly("new", "new");
            assertThat(stored.stamps.getCreatedAt()).isEqualTo(START);
            assertThat(stored.stamps.getCreatedBy()).isEqualTo("ada");
        }
    }

    @Test
    void stampsOneInstanceThatIsUpsertedUpdatedAndInsertedInOneSession() {
        var row = new Split(1);
        scope.inStatelessTransaction(session -> {
            as("ada", () -> session.upsert(row));
            CLOCK.advance(Duration.ofMinutes(1));
            as("bob", () -> session.update(row));
            assertStamps(stored(session, row), CLOCK.instant());
            session.delete(row);
            as("cy", () -> session.insert(row));
        });

        assertThat(stored(row).stamps.getCreatedBy()).isEqualTo("cy");
        assertThat(stored(row).stamps.getUpdatedBy()).isEqualTo("cy");
    }

    @Test
    void updatesOnlyTheChangedColumnsOfADynamicRowInASession() {
        as("ada", () -> scope.inTransaction(session -> session.persist(new Dynamic(1))));
        scope.inTransaction(session -> {
            var row = session.find(Dynamic.class, 1);
            session.createNativeMutationQuery("update DynamicStamped set detail = 'meanwhile'")
                    .executeUpdate();
            row.text = "b";
        });

        assertThat(stored(new Dynamic(1)).texts()).containsExactly("b", "meanwhile");
    }

    @Test
    void leavesTheCreationStampsOfALoadedRowAloneInMemoryAndInTheImage() {
        var told = new ArrayList<ChangeSet>();
        var row = new Versioned(1);
        as("ada", () -> scope.inTransaction(session -> session.persist(row)));
        CLOCK.advance(Duration.ofMinutes(1));
        var loaded = stored(row);

        try (var registration = Changes.of(scope.factory()).register(collecting(told))) {
            as("bob", () -> scope.inStatelessTransaction(session -> session.upsert(loaded)));
        }

        assertStamps(stored(row), CLOCK.instant());
        assertStamps(loaded, CLOCK.instant());
        assertThat(loaded.createdBy()).isEqualTo("ada");
        assertThat(image(told).get("stamps")).isEqualTo(loaded.stamps);
    }

    private static ChangeListener collecting(List<ChangeSet> told) {
        return new ChangeListener() {

            @Override
            public void afterCommit(ChangeSet changes) {
                told.add(changes);
            }
        };
    }

    private static Image image(List<ChangeSet> told) {
        var change = (EntityChange) told.get(0).changes().get(0);
        return Objects.requireNonNull(change.after());
    }

    private static void assertStamps(Row row, Instant updated) {
        assertThat(row.stamps.getCreatedAt()).isEqualTo(START);
        assertThat(row.stamps.getCreatedBy()).isEqualTo("ada");
        assertThat(row.stamps.getUpdatedAt()).isEqualTo(updated);
        assertThat(row.stamps.getUpdatedBy()).isEqualTo("bob");
    }

    @SuppressWarnings("unchecked")
    private <R extends Row> R stored(R row) {
        return (R) scope.fromStatelessTransaction(session -> stored(session, row));
    }

    private static Row stored(StatelessSession session, Row row) {
        return Objects.requireNonNull(session.get(row.getClass(), 1));
    }

    private static void as(String actor, Runnable work) {
        Contexts.run(Context.ofActor(actor), work);
    }

    @MappedSuperclass
    abstract static class Row {

        @Id
        int id;

        String text = "";

        AuditStamps stamps = new AuditStamps();

        Row(int id) {
            this.id = id;
        }

        abstract void write(String text);

        abstract List<@Nullable String> texts();
    }

    @Entity(name = "RootStamped")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Root extends Row {

        Root(int id) {
            super(id);
        }

        Root() {
            this(0);
        }

        @Override
        void write(String text) {
            this.text = text;
        }

        @Override
        List<@Nullable String> texts() {
            return List.of(text);
        }
    }

    @Entity(name = "LeafStamped")
    static class Leaf extends Root {

        @Nullable
        String detail;

        Leaf(int id) {
            super(id);
        }

        Leaf() {
            this(0);
        }

        @Override
        void write(String text) {
            super.write(text);
            detail = text;
        }

        @Override
        List<@Nullable String> texts() {
            return Arrays.asList(text, detail);
        }
    }

    @Entity(name = "SplitStamped")
    @SecondaryTable(name = "SplitDetail")
    static class Split extends Row {

        @Column(table = "SplitDetail")
        @Nullable
        String detail;

        Split(int id) {
            super(id);
        }

        Split() {
            this(0);
        }

        @Override
        void write(String text) {
            this.text = text;
            detail = text;
        }

        @Override
        List<@Nullable String> texts() {
            return Arrays.asList(text, detail);
        }
    }

    @Entity(name = "DynamicStamped")
    @DynamicUpdate
    static class Dynamic extends Row {

        @Nullable
        String detail;

        Dynamic(int id) {
            super(id);
        }

        Dynamic() {
            this(0);
        }

        @Override
        void write(String text) {
            this.text = text;
            detail = text;
        }

        @Override
        List<@Nullable String> texts() {
            return Arrays.asList(text, detail);
        }
    }

    @Entity(name = "VersionedStamped")
    static class Versioned extends Row {

        @Version
        @Nullable
        Long version;

        @CreatedBy
        @Nullable
        String createdBy;

        Versioned(int id) {
            super(id);
        }

        Versioned() {
            this(0);
        }

        @Nullable
        String createdBy() {
            return createdBy;
        }

        @Override
        void write(String text) {
            this.text = text;
        }

        @Override
        List<@Nullable String> texts() {
            return List.of(text);
        }
    }
}
