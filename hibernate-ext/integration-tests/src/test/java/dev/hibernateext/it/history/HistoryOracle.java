/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.it.history.HistoryModel.Happened;
import dev.hibernateext.it.history.HistoryModel.Moment;
import dev.hibernateext.it.history.HistoryModel.Row;
import dev.hibernateext.it.history.HistoryModel.Subject;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.cfg.BatchSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random transactions that create, change, flush, revert, delete, trash, restore and roll back, against a model that keeps each state
 * it has seen. {@code -Dhibernateext.history.transactions=n} takes more of them.
 */
abstract class HistoryOracle implements SettingsContributor {

    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.history.transactions", 120);
    private static final int CHECKED_EACH_TIME = 50;
    private static final int MOST_ROWS = 40;
    private static final HistoryRequest ALL = HistoryRequest.oldest(10_000);
    private static final Set<String> MARKS = Set.of("deletedAt", "deletedBy", "deletionId");
    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-03-01T10:00:00Z"));

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final RandomValues values = new RandomValues(random);
    private final HistoryModel model = new HistoryModel(keeper());
    private final TreeMap<Instant, Long> numbers = new TreeMap<>();
    private final Set<Subject> unchecked = new HashSet<>();
    private final Set<Object> ended = new HashSet<>();
    private final Set<List<Object>> changedNow = new HashSet<>();
    private int nextAlbum = 1;

    abstract HistoryModel.Keeper keeper();

    abstract RecordedEntity newTrack();

    /** Of a subclass of tracks. */
    abstract RecordedEntity newDuet();

    /** Soft-deletable. */
    abstract RecordedEntity newAlbum(int id);

    abstract List<Object> references(long id);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
        settings.put(BatchSettings.STATEMENT_BATCH_SIZE, 20);
    }

    @Test
    void tellsWhatTheModelTells(SessionFactoryScope scope) {
        scope.inTransaction(
                session -> RandomValues.REFERENCES.forEach(id -> references(id).forEach(session::persist)));
        for (var transaction = 1; transaction <= TRANSACTIONS; transaction++) {
            run(scope, transaction);
            if (transaction % CHECKED_EACH_TIME == 0) {
                check(scope, transaction);
            }
        }
        unchecked.addAll(model.keys());
        check(scope, TRANSACTIONS);
        checkTypes(scope);
        checkOperations(scope);
    }

    private void run(SessionFactoryScope scope, int transaction) {
        CLOCK.advance(Duration.ofMillis(1 + random.nextInt(1_000)));
        var moment = new Moment(CLOCK.instant(), "actor " + random.nextInt(3), OperationId.random());
        var context = Context.ofActor(moment.actor()).withOperation(moment.operation());
        ended.clear();
        changedNow.clear();
        try {
            Contexts.run(context, () -> scope.inTransaction(this::work));
            unchecked.addAll(model.commit(moment));
        } catch (GivenUpException | VersionConflictException expected) {
            model.rollback();
        } catch (RuntimeException e) {
            throw new AssertionError("seed %d, transaction %d".formatted(seed, transaction), e);
        }
    }

    private void work(Session session) {
        for (var steps = 1 + random.nextInt(4); steps > 0; steps--) {
            step(session);
            if (random.nextInt(4) == 0) {
                flush(session);
            }
        }
        if (random.nextInt(12) == 0) {
            throw new GivenUpException();
        }
    }

    private void flush(Session session) {
        session.flush();
        model.flush();
    }

    private void step(Session session) {
        var alive =
                model.candidates().stream().filter(key -> !ended.contains(key)).toList();
        if (alive.isEmpty() || (alive.size() < MOST_ROWS && random.nextInt(5) == 0)) {
            create(session);
            return;
        }
        var key = alive.get(random.nextInt(alive.size()));
        var row = requireNonNull(model.now(key));
        if (row.trashed()) {
            restore(session, key, row);
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 1 -> remove(session, key, row);
            case 2, 3 -> revert(session, key);
            case 4 -> revertStale(session, key);
            default -> change(session, key, row);
        }
    }

    private void create(Session session) {
        var kind = random.nextInt(3);
        var entity = kind == 0 ? newAlbum(nextAlbum++) : kind == 1 ? newTrack() : newDuet();
        var row = Row.of(Map.of());
        for (var path : paths(entity.getClass())) {
            var value = values.other(path, null);
            entity.change(session, path, value);
            row = row.with(path, value);
        }
        session.persist(entity);
        model.put(new Subject(entity.getClass(), entity.id()), row);
    }

    private List<String> paths(Class<?> type) {
        if (type == newAlbum(0).getClass()) {
            return RandomValues.ALBUM;
        }
        return type == newDuet().getClass() ? RandomValues.DUET : RandomValues.TRACK;
    }

    private void change(Session session, Subject key, Row row) {
        var paths = paths(key.type());
        var path = paths.get(random.nextInt(paths.size()));
        if (changedNow.add(List.of(key, path))) {
            var value = values.other(path, row.values().get(path));
            find(session, key).change(session, path, value);
            model.put(key, row.with(path, value));
        }
    }

    private void remove(Session session, Subject key, Row row) {
        if (changedNow.contains(List.of(key, "labels"))) {
            return;
        }
        // Changes that are not flushed are dropped with what is removed.
        flush(session);
        session.remove(find(session, key));
        model.put(key, key.type() == newAlbum(0).getClass() ? row.trashed(true) : null);
        ended.add(key);
    }

    private void restore(Session session, Subject key, Row row) {
        Trash.of(session, key.type()).restore(key.id());
        model.put(key, row.trashed(false));
        ended.add(key);
    }

    private void revert(Session session, Subject key) {
        var entries = model.entries(key);
        if (entries.isEmpty() || !changedNow.add(List.of(key))) {
            return;
        }
        var to = entries.get(random.nextInt(entries.size())).moment().at();
        var state = model.at(key, to);
        if (state != null) {
            flush(session);
            var version = ExpectedVersion.of(find(session, key).version());
            History.of(session, key.type(), key.id()).revert(number(session, key, to), version);
            model.put(key, Row.of(state));
            ended.add(key);
        }
    }

    private void revertStale(Session session, Subject key) {
        var entries = model.entries(key);
        if (!entries.isEmpty() && model.at(key, entries.get(0).moment().at()) != null) {
            flush(session);
            var stale = ExpectedVersion.of(find(session, key).version() + 1);
            var number = number(session, key, entries.get(0).moment().at());
            assertThatThrownBy(() -> History.of(session, key.type(), key.id()).revert(number, stale))
                    .isInstanceOf(VersionConflictException.class);
            throw new GivenUpException();
        }
    }

    private static RecordedEntity find(Session session, Subject key) {
        return requireNonNull((RecordedEntity) session.find(key.type(), key.id()));
    }

    private static long number(Session session, Subject key, Instant at) {
        return History.of(session, key.type(), key.id())
                .between(at, at.plusMillis(1), ALL)
                .items()
                .get(0)
                .revision()
                .number();
    }

    private void check(SessionFactoryScope scope, int transaction) {
        for (var key : unchecked) {
            var name = "seed %d, transaction %d, %s".formatted(seed, transaction, key);
            scope.inTransaction(session -> {
                checkTimeline(session, key, name);
                checkStates(session, key, name);
                checkWhoChanged(session, key, name);
            });
        }
        unchecked.clear();
    }

    private void checkTimeline(Session session, Subject key, String name) {
        var expected = model.entries(key);
        var entries = History.of(session, key.type(), key.id()).timeline(ALL).items();

        assertThat(entries.stream().map(HistoryOracle::told).toList())
                .as(name)
                .isEqualTo(expected.stream().map(HistoryOracle::told).toList());
        entries.forEach(
                entry -> numbers.put(entry.revision().at(), entry.revision().number()));
    }

    /** What an entry tells, without the marks of the trash. */
    private static List<@Nullable Object> told(HistoryEntry entry) {
        var changed =
                entry.changed().stream().filter(path -> !MARKS.contains(path)).toList();
        return tell(
                entry.id(),
                entry.kind(),
                entry.revision().at(),
                entry.revision().actor(),
                changed);
    }

    private static List<@Nullable Object> told(Happened happened) {
        return tell(
                happened.id(),
                happened.kind(),
                happened.moment().at(),
                happened.moment().actor(),
                happened.changed());
    }

    private static List<@Nullable Object> tell(@Nullable Object... all) {
        return new ArrayList<>(java.util.Arrays.asList(all));
    }

    private void checkStates(Session session, Subject key, String name) {
        var history = History.of(session, key.type(), key.id());
        var from = instant();
        var to = instant();

        assertThat(history.at(from)
                        .map(state -> ((RecordedEntity) state).recorded())
                        .orElse(null))
                .as("%s at %s", name, from)
                .isEqualTo(model.at(key, from));
        assertThat(comparable(history.diff(from, to).changes()))
                .as("%s from %s to %s", name, from, to)
                .isEqualTo(comparable(model.diff(key, from, to)));
        var number = random.nextBoolean() ? numbers.floorEntry(to) : numbers.ceilingEntry(from);
        if (number != null) {
            assertThat(history.at(number.getValue())
                            .map(state -> ((RecordedEntity) state).recorded())
                            .orElse(null))
                    .as("%s at revision %d", name, number.getValue())
                    .isEqualTo(model.at(key, number.getKey()));
        }
    }

    private void checkWhoChanged(Session session, Subject key, String name) {
        var paths = paths(key.type());
        var path = paths.get(random.nextInt(paths.size()));
        var entries =
                History.of(session, key.type(), key.id()).whoChanged(path, ALL).items();

        assertThat(entries.stream().map(HistoryOracle::told).toList())
                .as("%s, %s", name, path)
                .isEqualTo(model.entries(key).stream()
                        .filter(entry -> entry.changed().contains(path))
                        .map(HistoryOracle::told)
                        .toList());
    }

    private Instant instant() {
        var known = new ArrayList<>(numbers.keySet());
        return known.get(random.nextInt(known.size())).minusMillis(random.nextInt(2));
    }

    private static List<Object> comparable(List<AttributeChange> changes) {
        return changes.stream()
                .filter(change -> !MARKS.contains(change.path()))
                .<Object>map(change -> change instanceof OfElements elements
                        ? List.of(change.path(), Set.copyOf(elements.added()), Set.copyOf(elements.removed()))
                        : change)
                .toList();
    }

    private void checkTypes(SessionFactoryScope scope) {
        for (var type :
                List.of(newTrack().getClass(), newDuet().getClass(), newAlbum(0).getClass())) {
            var expected = new HashSet<List<@Nullable Object>>();
            model.keys().stream()
                    .filter(key -> type.isAssignableFrom(key.type()))
                    .forEach(key -> model.entries(key).forEach(entry -> expected.add(told(entry))));
            var found = scope.fromTransaction(session -> pages(session, type));

            assertThat(found.stream().map(HistoryOracle::told).toList())
                    .as("seed %d, %s", seed, type)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(found.stream().map(entry -> entry.revision().number()).toList())
                    .as("seed %d, %s", seed, type)
                    .isSorted();
        }
    }

    private void checkOperations(SessionFactoryScope scope) {
        var all = model.keys().stream()
                .flatMap(key -> model.entries(key).stream())
                .toList();
        assertThat(all.stream().map(Happened::kind).distinct())
                .as("seed %d", seed)
                .containsExactlyInAnyOrder(RevisionKind.values());
        for (var checks = 0; checks < CHECKED_EACH_TIME; checks++) {
            var operation = all.get(random.nextInt(all.size())).moment().operation();
            var found = scope.fromTransaction(session -> History.ofOperation(session, operation));

            assertThat(found.stream().map(HistoryOracle::told).toList())
                    .as("seed %d, %s", seed, operation)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(entry -> entry.moment().operation().equals(operation))
                            .map(HistoryOracle::told)
                            .toList());
        }
    }

    private static List<HistoryEntry> pages(Session session, Class<?> type) {
        var all = new ArrayList<HistoryEntry>();
        for (var request = HistoryRequest.oldest(97); request != null; ) {
            var page = History.ofType(session, type).page(request);
            all.addAll(page.items());
            request = page.next() == null ? null : request.after(page.next());
        }
        return all;
    }

    /** Thrown to roll back. */
    private static final class GivenUpException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
