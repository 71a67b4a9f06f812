/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients with what they have read before, in random order, against a model that knows what must happen. */
@HibernateExtTest
class LockingModelTest {

    private static final int STEPS = 3_000;
    private static final int CLIENTS = 3;
    private static final int ROWS = 3;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);

    /** What the table holds. */
    private final Map<Integer, Version> rows = new HashMap<>();

    /** What each client has seen last of each row. */
    private final Map<List<Integer>, Long> seen = new HashMap<>();

    @Test
    void goesAheadExactlyWhereTheClientHasSeenTheRowAsItIs(SessionFactoryScope scope) {
        for (var step = 0; step < STEPS; step++) {
            var client = random.nextInt(CLIENTS);
            var id = random.nextInt(ROWS);
            switch (random.nextInt(8)) {
                case 0 -> insert(scope, id);
                case 1, 2, 3 -> read(scope, client, id);
                case 4 -> remove(scope, client, id);
                default -> update(scope, client, id, step);
            }
        }
        rows.forEach(
                (id, row) -> assertThat(stored(scope, id)).as("seed %d", seed).isEqualTo(row));
    }

    private void insert(SessionFactoryScope scope, int id) {
        if (!rows.containsKey(id)) {
            scope.inTransaction(session -> session.persist(new Cell(id)));
            rows.put(id, new Version(0, -1));
        }
    }

    private void read(SessionFactoryScope scope, int client, int id) {
        var row = stored(scope, id);
        assertThat(row).as("seed %d", seed).isEqualTo(rows.get(id));
        if (row != null) {
            seen.put(List.of(client, id), row.version());
        }
    }

    private void update(SessionFactoryScope scope, int client, int id, int step) {
        var version = seen.get(List.of(client, id));
        if (version == null) {
            return;
        }
        switch (expectedOutcome(id, version)) {
            case DONE -> {
                var cell = anyKind()
                        .from(
                                scope,
                                locking -> locking.update(
                                        Cell.class, id, ExpectedVersion.of(version), each -> each.step = step));
                rows.put(id, new Version(version + 1, step));
                seen.put(List.of(client, id), version + 1);
                assertThat(cell.getVersion()).as("seed %d", seed).isEqualTo(version + 1);
            }
            case CONFLICT ->
                conflict(
                        id,
                        () -> anyKind()
                                .in(
                                        scope,
                                        locking -> locking.update(
                                                Cell.class,
                                                id,
                                                ExpectedVersion.of(version),
                                                each -> each.step = step)));
            case MISSING ->
                missing(() -> anyKind()
                        .in(
                                scope,
                                locking -> locking.update(
                                        Cell.class, id, ExpectedVersion.of(version), each -> each.step = step)));
        }
    }

    private void remove(SessionFactoryScope scope, int client, int id) {
        var version = seen.get(List.of(client, id));
        if (version == null) {
            return;
        }
        Runnable removal =
                () -> anyKind().in(scope, locking -> locking.remove(Cell.class, id, ExpectedVersion.of(version)));
        switch (expectedOutcome(id, version)) {
            case DONE -> {
                removal.run();
                rows.remove(id);
            }
            case CONFLICT -> conflict(id, removal);
            case MISSING -> missing(removal);
        }
    }

    private void conflict(int id, Runnable operation) {
        try {
            operation.run();
            fail("seed %d: a stale client won", seed);
        } catch (VersionConflictException conflict) {
            var row = rows.get(id);
            assertThat(conflict.current()).as("seed %d", seed).isEqualTo(row == null ? null : row.version());
        }
    }

    private void missing(Runnable operation) {
        try {
            operation.run();
            fail("seed %d: a row that is gone was written", seed);
        } catch (EntityMissingException missing) {
            assertThat(missing.entityName()).isEqualTo(Cell.class.getName());
        }
    }

    private Outcome expectedOutcome(int id, long version) {
        var row = rows.get(id);
        if (row == null) {
            return Outcome.MISSING;
        }
        return row.version() == version ? Outcome.DONE : Outcome.CONFLICT;
    }

    private SessionKind anyKind() {
        return random.nextBoolean() ? SessionKind.STATEFUL : SessionKind.STATELESS;
    }

    private static @Nullable Version stored(SessionFactoryScope scope, int id) {
        return scope.<@Nullable Version>fromTransaction(session -> {
            var cell = session.find(Cell.class, id);
            return cell == null || cell.getVersion() == null ? null : new Version(cell.getVersion(), cell.step);
        });
    }

    private enum Outcome {
        DONE,
        CONFLICT,
        MISSING
    }

    private record Version(long version, int step) {}

    @Entity(name = "Cell")
    static class Cell extends VersionedEntity {

        @Id
        int id;

        @Column(name = "last_step")
        int step = -1;

        Cell() {}

        Cell(int id) {
            this.id = id;
        }
    }
}
