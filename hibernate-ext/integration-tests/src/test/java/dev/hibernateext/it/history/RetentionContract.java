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
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryKey;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.StateDiff;
import dev.hibernateext.history.retention.ArchivedRow;
import dev.hibernateext.history.retention.HistoryHolds;
import dev.hibernateext.history.retention.HistoryRetention;
import dev.hibernateext.it.history.RetentionWorld.Thing;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes and what stays, against a model in memory of what every entity was at every instant. */
abstract class RetentionContract implements SettingsContributor {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final MutableClock CLOCK = MutableClock.startingAt(START);
    private static final HistoryRequest ALL = HistoryRequest.oldest(10_000);
    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int IDS = 3;
    private static final int STEPS = Integer.getInteger("hibernateext.retention.steps", 24);

    SessionFactoryScope scope;

    /** By instant, what every entity was. */
    private final NavigableMap<Instant, Map<Key, String>> model = new TreeMap<>();

    private final Map<Key, String> now = new HashMap<>();
    private final List<OperationId> operations = new ArrayList<>();

    record Key(Class<? extends Thing> type, int id) {}

    /** What history tells. */
    record Told(List<String> states, List<String> entries, List<String> differences) {}

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void start(SessionFactoryScope given) {
        scope = given;
        CLOCK.set(START);
        model.clear();
        scope.inTransaction(session -> HistoryHolds.of(session)
                .all()
                .forEach(hold -> HistoryHolds.of(session).release(hold.id())));
    }

    /** One transaction a minute, each of an operation of its own. */
    final void write(Random random, int steps) {
        for (var i = 0; i < steps; i++) {
            CLOCK.advance(Duration.ofMinutes(1));
            var operation = OperationId.random();
            operations.add(operation);
            Contexts.run(
                    Context.ofActor("ada").withOperation(operation),
                    () -> scope.inTransaction(session -> step(session, random)));
            model.put(CLOCK.instant(), Map.copyOf(now));
        }
    }

    private void step(Session session, Random random) {
        for (var change = 0; change < 3; change++) {
            var type = RetentionWorld.TYPES.get(random.nextInt(RetentionWorld.TYPES.size()));
            var key = new Key(type, random.nextInt(IDS));
            var found = session.find(type, key.id);
            if (found == null) {
                create(session, key, random);
            } else if (random.nextInt(5) == 0 && !isReferredTo(session, found)) {
                session.remove(found);
                session.flush();
                now.remove(key);
            } else {
                found.change(random);
                if (found instanceof RetentionWorld.Person person) {
                    link(session, person, random);
                }
                now.put(key, found.text());
            }
        }
    }

    private void create(Session session, Key key, Random random) {
        if (key.type.equals(RetentionWorld.Pass.class) && isInTrash(key)) {
            Trash.of(session, RetentionWorld.Pass.class).restore(key.id);
            now.put(key, session.find(key.type, key.id).text());
            return;
        }
        var created = RetentionWorld.create(key.type, key.id);
        created.change(random);
        session.persist(created);
        session.flush();
        now.put(key, created.text());
    }

    private boolean isInTrash(Key key) {
        return model.values().stream().anyMatch(states -> states.containsKey(key));
    }

    private static boolean isReferredTo(Session session, Thing thing) {
        return thing instanceof RetentionWorld.Asset asset
                && session.createSelectionQuery(
                                        "select count(*) from Person p join p.assets a where a.id = :id", Long.class)
                                .setParameter("id", asset.id)
                                .getSingleResult()
                        > 0;
    }

    private static void link(Session session, RetentionWorld.Person person, Random random) {
        var asset = session.find(RetentionWorld.Asset.class, random.nextInt(IDS));
        if (asset != null) {
            RetentionWorld.Person.toggle(person.assets, asset);
        }
    }

    /** States from an instant on, entries and differences behind it. */
    final Told told(Instant horizon) {
        var told = new Told(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var instants = instants(horizon);
        for (var type : RetentionWorld.TYPES) {
            for (var id = 0; id < IDS; id++) {
                var key = new Key(type, id);
                scope.inTransaction(session -> tell(session, key, instants, told));
            }
        }
        return told;
    }

    /** The horizon, some instants behind it, and the last. */
    private List<Instant> instants(Instant horizon) {
        var all = List.copyOf(model.tailMap(horizon, true).keySet());
        return IntStream.range(0, all.size())
                .filter(i -> i % 6 == 0 || i == all.size() - 1)
                .mapToObj(all::get)
                .toList();
    }

    private void tell(Session session, Key key, List<Instant> instants, Told told) {
        var history = History.of(session, key.type, key.id);
        for (var at : instants) {
            told.states.add(
                    key + "@" + at + "=" + history.at(at).map(Thing::text).orElse(null));
        }
        history.timeline(ALL).items().stream()
                .filter(entry -> entry.revision().at().isAfter(instants.get(0)))
                .map(HistoryEntry::toString)
                .forEach(told.entries::add);
        told.differences.add(text(history.diff(instants.get(0), instants.get(instants.size() - 1))));
        told.differences.add(text(history.diff(instants.get(0), instants.get(instants.size() / 2))));
    }

    private static String text(StateDiff diff) {
        return diff.id()
                + diff.changes().stream()
                        .map(change -> change.path() + "=" + change)
                        .toList()
                        .toString();
    }

    /** What the model says of the same states. */
    final List<String> modelled(Instant horizon) {
        var states = new ArrayList<String>();
        for (var type : RetentionWorld.TYPES) {
            for (var id = 0; id < IDS; id++) {
                var key = new Key(type, id);
                instants(horizon)
                        .forEach(at -> states.add(key + "@" + at + "="
                                + Objects.requireNonNull(model.get(at)).get(key)));
            }
        }
        return states;
    }

    final HistoryRetention keeping(Duration time) {
        var retention = HistoryRetention.of(scope.factory()).inChunksOf(20);
        for (var type : RetentionWorld.TYPES) {
            retention = retention.keep(type, time);
        }
        return retention;
    }

    final Map<String, Long> rows() {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : tables()) {
            counts.put(
                    table,
                    scope.fromTransaction(
                            session -> session.createSelectionQuery("select count(*) from " + table, Long.class)
                                    .getSingleResult()));
        }
        return counts;
    }

    /** All tables of the history, by the mappings. */
    private List<String> tables() {
        var roots = new TreeSet<String>();
        scope.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachEntityDescriptor(entity -> {
                    if (entity.getEntityName().endsWith("_AUD") && entity.getSuperMappingType() == null) {
                        roots.add(entity.getEntityName());
                    }
                });
        return List.copyOf(roots);
    }

    @Test
    void tellsAllOfTheTimeThatIsKept() {
        var random = new Random(SEED);
        for (var round = 0; round < 2; round++) {
            write(random, STEPS);
            var time = Duration.ofMinutes(5 + random.nextInt(STEPS / 2));
            var horizon = CLOCK.instant().minus(time);
            var before = told(horizon);
            var rows = sum(rows());
            assertThat(before.states).as("seed %d", SEED).isEqualTo(modelled(horizon));

            var report = keeping(time).prune();

            var after = told(horizon);
            assertThat(after.states).as("seed %d, round %d", SEED, round).containsExactlyElementsOf(before.states);
            assertThat(after.entries).as("seed %d, round %d", SEED, round).containsExactlyElementsOf(before.entries);
            assertThat(after.differences)
                    .as("seed %d, round %d", SEED, round)
                    .containsExactlyElementsOf(before.differences);
            var deleted = report.types().values().stream()
                    .mapToLong(counts -> counts.entries() + counts.elements())
                    .sum();
            assertThat(deleted).isPositive().isEqualTo(rows - sum(rows()));
            assertThat(keeping(time).prune().types().values())
                    .allMatch(counts -> counts.entries() + counts.elements() == 0);
        }
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All rows together are those there were, none twice. */
    @Test
    void archivesWhatItDeletes() {
        write(new Random(SEED + 1), STEPS);
        var rows = rows();
        var archived = new ArrayList<ArchivedRow>();

        keeping(Duration.ofMinutes(10)).archive(archived::addAll);

        var left = rows();
        rows.replaceAll((table, count) -> count - requireNonNull(left.get(table)));
        assertThat(archived).doesNotHaveDuplicates().isNotEmpty();
        rows.forEach((table, count) -> assertThat(archived.stream().filter(row -> belongsTo(row, table)))
                .as(table)
                .hasSize(count.intValue()));
    }

    private static boolean belongsTo(ArchivedRow row, String table) {
        return row.table().equals(table);
    }

    /** The blade is beside it: what is not held goes. */
    @Test
    void leavesWhatIsHeld() {
        write(new Random(SEED + 2), STEPS);
        var one = new Key(RetentionWorld.Person.class, 0);
        var operation = operations.get(3);
        var before = entries(one);
        var ofOperation = operation(operation);
        scope.inTransaction(session -> {
            var holds = HistoryHolds.of(session);
            holds.hold(RetentionWorld.Person.class, 0, "case 1");
            holds.hold(RetentionWorld.Paper.class, "case 2");
            holds.hold(operation, "case 3");
        });
        var papers = type(RetentionWorld.Paper.class);
        var horizon = CLOCK.instant().minus(Duration.ofMinutes(1));
        var told = told(horizon);

        var report = keeping(Duration.ofMinutes(1)).prune();

        assertThat(entries(one)).isEqualTo(before);
        assertThat(type(RetentionWorld.Paper.class)).isEqualTo(papers);
        assertThat(operation(operation)).isEqualTo(ofOperation);
        assertThat(type(RetentionWorld.Shape.class)).hasSizeLessThan(8);
        assertThat(requireNonNull(report.types().get(RetentionWorld.Paper.class.getName()))
                        .held())
                .isPositive();
        assertThat(report.types().get(RetentionWorld.Paper.class.getName()).entries())
                .isZero();
        assertThat(told(horizon).states()).isEqualTo(told.states());
    }

    @Test
    void prunesWhatIsReleased() {
        write(new Random(SEED + 3), STEPS);
        var hold =
                scope.fromTransaction(session -> HistoryHolds.of(session).hold(RetentionWorld.Paper.class, "case 4"));
        var papers = type(RetentionWorld.Paper.class);
        keeping(Duration.ofMinutes(1)).prune();
        assertThat(type(RetentionWorld.Paper.class)).isEqualTo(papers);

        scope.inTransaction(session -> {
            assertThat(HistoryHolds.of(session).all()).containsExactly(hold);
            assertThat(HistoryHolds.of(session).release(hold.id())).isTrue();
            assertThat(HistoryHolds.of(session).release(hold.id())).isFalse();
        });
        keeping(Duration.ofMinutes(1)).prune();

        assertThat(type(RetentionWorld.Paper.class)).hasSizeLessThan(papers.size());
    }

    private List<HistoryEntry> entries(Key key) {
        return scope.fromTransaction(
                session -> History.of(session, key.type, key.id).timeline(ALL).items());
    }

    private List<HistoryEntry> type(Class<?> type) {
        return scope.fromTransaction(
                session -> History.ofType(session, type).page(ALL).items());
    }

    private List<HistoryKey> operation(OperationId operation) {
        return scope.fromTransaction(session -> History.ofOperation(session, operation).stream()
                .map(entry -> new HistoryKey(entry.entity(), entry.id()))
                .toList());
    }

    /** What was handed over before a failure is still there, and comes again. */
    @Test
    void losesNothingWhenTheArchiveFails() {
        write(new Random(SEED + 4), STEPS);
        var rows = rows();
        var first = new ArrayList<ArchivedRow>();

        assertThatThrownBy(() -> keeping(Duration.ofMinutes(1)).archive(taken -> {
                    first.addAll(taken);
                    throw new IllegalStateException("the archive is full");
                }))
                .hasMessageContaining("the archive is full");
        assertThat(rows()).isEqualTo(rows);

        var second = new ArrayList<ArchivedRow>();
        keeping(Duration.ofMinutes(1)).archive(second::addAll);
        assertThat(first).isNotEmpty();
        assertThat(second).containsAll(first);
    }

    /** Ten times the rows, and the same statements for a chunk. */
    @Test
    void takesAsManyStatementsForAnyChunk() {
        for (var i = 0; i < 20; i++) {
            CLOCK.advance(Duration.ofMinutes(1));
            var name = "n" + i;
            scope.inTransaction(session -> {
                for (var id = 0; id < 10; id++) {
                    var found = session.find(RetentionWorld.Car.class, id);
                    var car = found == null ? new RetentionWorld.Car() : found;
                    car.id(id);
                    car.plate = name;
                    session.persist(car);
                }
            });
        }
        var few = statements(HistoryRetention.of(scope.factory()).inChunksOf(1_000), Duration.ofMinutes(18));
        var many = statements(HistoryRetention.of(scope.factory()).inChunksOf(1_000), Duration.ofMinutes(1));

        assertThat(few.deleted).isEqualTo(10);
        assertThat(many.deleted).isEqualTo(170);
        assertThat(many.count).isEqualTo(few.count);
        assertThat(many.deletes).isEqualTo(3);
    }

    private record Cost(long deleted, int count, int deletes) {}

    /** Deletes: of the table, of its subclass, and of the revisions. */
    private Cost statements(HistoryRetention retention, Duration time) {
        var recorder = scope.dataSource().recorder();
        recorder.clear();
        var report = retention.keep(RetentionWorld.Asset.class, time).prune();
        var counts = Objects.requireNonNull(report.types().get(RetentionWorld.Asset.class.getName()));
        return new Cost(counts.entries(), recorder.count(), recorder.count(StatementKind.DELETE));
    }

    @Test
    void deletesRevisionsWithoutEntries() {
        write(new Random(SEED + 5), STEPS);
        var report = keeping(Duration.ofMinutes(1)).prune();

        assertThat(report.revisions()).isPositive();
        var left = scope.fromTransaction(
                session -> session.createSelectionQuery("select count(*) from ContextRevision", Long.class)
                        .getSingleResult());
        assertThat(left).isEqualTo(STEPS - report.revisions());
    }

    @Test
    void refusesTimesAndChunksThatAreNone() {
        var retention = HistoryRetention.of(scope.factory());

        assertThatThrownBy(() -> retention.keep(RetentionWorld.Person.class, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> retention.inChunksOf(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> retention.inChunksOf(10_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
