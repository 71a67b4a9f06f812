/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.internal.orm.validity.BatchedValidityStrategy;
import dev.hibernateext.it.history.validity.RecordedShapes.Berth;
import dev.hibernateext.it.history.validity.RecordedShapes.Lamp;
import dev.hibernateext.it.history.validity.RecordedShapes.Steamer;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.RecordedStatement;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.EnversSettings;
import org.hibernate.envers.exception.AuditException;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ends of rows are written together, and what is left is what Envers' own strategy leaves. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            RecordedShapes.Ship.class,
            RecordedShapes.Steamer.class,
            RecordedShapes.Paddler.class,
            RecordedShapes.Lamp.class,
            RecordedShapes.Lantern.class,
            RecordedShapes.Knot.class,
            RecordedShapes.Bend.class,
            RecordedShapes.Berth.class,
            RecordedShapes.Crate.class
        })
class BatchedValidityIT implements SettingsContributor {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.validity.transactions", 120);
    private static final String TIME = "revend_tstmp=[^,}]*";
    private static final String ENDS = "^update \\w+_AUD set REVEND";
    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-03-01T10:00:00Z"));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
        settings.put("hibernate.jdbc.batch_size", "100");
        settings.put(EnversSettings.AUDIT_STRATEGY, "validity");
        settings.put(EnversSettings.AUDIT_STRATEGY_VALIDITY_STORE_REVEND_TIMESTAMP, "true");
        settings.put(EnversSettings.AUDIT_STRATEGY_VALIDITY_REVEND_TIMESTAMP_LEGACY_PLACEMENT, "false");
        settings.put(EnversSettings.STORE_DATA_AT_DELETE, "true");
    }

    @BeforeEach
    void start() {
        CLOCK.set(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void leavesWhatTheStrategyOfEnversLeaves(SessionFactoryScope scope, StatementRecorder recorder)
            throws SQLException {
        recorder.clear();
        var ours = tables(scope);
        var together = recorder.matching(ENDS).size();
        recorder.clear();
        Map<String, List<String>> theirs;
        try (var plain = scope.openAnother(settings -> {
            settings.put(HistorySettings.BATCH_VALIDITY, "false");
            settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "drop-and-create");
        })) {
            start();
            theirs = tables(plain);
        }

        assertThat(without(TIME, ours)).as("seed %d", SEED).isEqualTo(without(TIME, theirs));
        assertThat(entitiesOf(ours)).as("seed %d", SEED).isEqualTo(entitiesOf(theirs));
        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(ours).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        assertThat(ours.values()).anySatisfy(rows -> assertThat(rows).anyMatch(row -> row.contains("revend=#")));
        assertThat(together).isLessThan(recorder.matching(ENDS).size());
    }

    /** Envers takes the time of elements before the revision has got its own. */
    private static Map<String, List<String>> entitiesOf(Map<String, List<String>> tables) {
        var entities = new TreeMap<>(tables);
        entities.keySet().removeIf(name -> name.indexOf('_') < name.lastIndexOf('_'));
        return entities;
    }

    private static Map<String, List<String>> without(String regex, Map<String, List<String>> tables) {
        var others = new TreeMap<String, List<String>>();
        tables.forEach((name, rows) -> others.put(
                name, rows.stream().map(row -> row.replaceAll(regex, "")).toList()));
        return others;
    }

    @Test
    void endsAtTheTimeOfTheRevision(SessionFactoryScope scope) {
        new RandomTransactions(SEED, CLOCK, scope).run(TRANSACTIONS);

        for (var table : List.of("Ship_AUD", "Steamer_AUD", "Crate_words_AUD", "Crate_labels_AUD")) {
            assertThat(times(scope, table))
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(((LocalDateTime) found[0]))
                            .isEqualTo(Instant.ofEpochMilli(((Number) found[1]).longValue())
                                    .atZone(ZoneId.systemDefault())
                                    .toLocalDateTime()));
        }
    }

    private static List<Object[]> times(SessionFactoryScope scope, String table) {
        var root = table.equals("Steamer_AUD") ? "Ship_AUD" : table;
        var same = table.equals("Steamer_AUD") ? "a.id = e.id and a.REV = e.REV" : "a.REVEND_TSTMP = e.REVEND_TSTMP";
        return scope.fromTransaction(session -> session.createNativeQuery(
                        "select e.REVEND_TSTMP, r.REVTSTMP from %s e join %s a on %s join REVINFO r on r.REV = a.REVEND"
                                .formatted(table, root, same),
                        Object[].class)
                .getResultList());
    }

    private static Map<String, List<String>> tables(SessionFactoryScope scope) throws SQLException {
        new RandomTransactions(SEED, CLOCK, scope).run(TRANSACTIONS);
        return HistoryTables.read(scope.database());
    }

    @Test
    void endsAHundredRowsInOneStatement(SessionFactoryScope scope, StatementRecorder recorder) {
        persistLamps(scope, 100);

        recorder.clear();
        renameLamps(scope);

        assertThat(recorder.matching(ENDS)).hasSize(1);
        assertThat(recorder.statements().stream()
                        .mapToInt(RecordedStatement::batchSize)
                        .sum())
                .isLessThanOrEqualTo(205);
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(recorder.roundTrips()).isLessThanOrEqualTo(7);
        }
        assertThat(open(scope, "Lamp")).isEqualTo(100);
    }

    /** The blade: what the same transaction takes without it. */
    @Test
    void takesAStatementForEachRowWithoutIt(SessionFactoryScope scope, StatementRecorder recorder) {
        try (var plain = scope.openAnother(settings -> settings.put(HistorySettings.BATCH_VALIDITY, "false"))) {
            persistLamps(plain, 100);
            recorder.clear();
            renameLamps(plain);

            assertThat(recorder.matching(ENDS)).hasSize(100);
        }
    }

    @Test
    void endsMoreRowsInChunks(SessionFactoryScope scope, StatementRecorder recorder) {
        persistLamps(scope, 1_100);

        recorder.clear();
        renameLamps(scope);

        assertThat(recorder.matching(ENDS)).hasSize(3);
        assertThat(open(scope, "Lamp")).isEqualTo(1_100);
    }

    @Test
    void endsRowsOfIdentifiersWithSeveralParts(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(
                session -> IntStream.range(0, 50).mapToObj(Berth::new).forEach(session::persist));

        recorder.clear();
        scope.inStatelessTransaction(session -> IntStream.range(0, 50).forEach(i -> {
            var berth = new Berth(i);
            berth.name("b");
            session.update(berth);
        }));

        assertThat(recorder.matching(ENDS)).hasSize(1);
        assertThat(open(scope, "Berth")).isEqualTo(50);
    }

    @Test
    void endsNothingThatIsRolledBack(SessionFactoryScope scope, StatementRecorder recorder) {
        persistLamps(scope, 3);

        scope.inTransaction(session -> {
            session.find(Lamp.class, 1).name("new");
            session.flush();
            session.getTransaction().markRollbackOnly();
        });
        recorder.clear();
        scope.inTransaction(session -> session.find(Lamp.class, 2).name("new"));

        assertThat(recorder.matching(ENDS)).hasSize(1);
        assertThat(open(scope, "Lamp")).isEqualTo(3);
        assertThat(all(scope, "Lamp")).isEqualTo(4);
    }

    @Test
    void refusesRowsWithoutAHistory(SessionFactoryScope scope) {
        persistLamps(scope, 2);
        scope.inTransaction(session -> session.createNativeMutationQuery("delete from Lamp_AUD where id = 1")
                .executeUpdate());

        assertThatThrownBy(() -> renameLamps(scope))
                .hasRootCauseInstanceOf(AuditException.class)
                .rootCause()
                .hasMessageContaining("of 2 rows, 1 are in force");
        assertThat(all(scope, "Lamp")).isEqualTo(1);
    }

    @Test
    void endsADeleteWhereIdentifiersAreUsedAgain(SessionFactoryScope scope) {
        try (var again =
                scope.openAnother(settings -> settings.put("org.hibernate.envers.allow_identifier_reuse", "true"))) {
            for (var i = 0; i < 2; i++) {
                again.inTransaction(session -> session.persist(new Steamer(1)));
                again.inTransaction(session -> session.remove(session.find(Steamer.class, 1)));
            }
            assertThat(open(again, "Ship")).isEqualTo(1);
            assertThat(all(again, "Ship")).isEqualTo(4);
        }
    }

    @Test
    void takesThePlaceOfTheValidityStrategyAlone(SessionFactoryScope scope) {
        assertThat(strategy(scope.factory())).isInstanceOf(BatchedValidityStrategy.class);
        for (var name : List.<Object>of(
                "ValidityAuditStrategy", ValidityAuditStrategy.class.getName(), ValidityAuditStrategy.class)) {
            try (var other = scope.openAnother(settings -> settings.put(EnversSettings.AUDIT_STRATEGY, name))) {
                assertThat(strategy(other.factory())).isInstanceOf(BatchedValidityStrategy.class);
            }
        }
        try (var other = scope.openAnother(settings -> settings.put(EnversSettings.AUDIT_STRATEGY, "default"))) {
            assertThat(strategy(other.factory())).isNotInstanceOf(ValidityAuditStrategy.class);
        }
    }

    private static Object strategy(SessionFactory factory) {
        return ((SessionFactoryImplementor) factory)
                .getServiceRegistry()
                .requireService(EnversService.class)
                .getConfig()
                .getAuditStrategy();
    }

    private static void persistLamps(SessionFactoryScope scope, int count) {
        scope.inTransaction(
                session -> IntStream.range(0, count).mapToObj(Lamp::new).forEach(session::persist));
    }

    private static void renameLamps(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.createSelectionQuery("from Lamp", Lamp.class)
                .getResultList()
                .forEach(lamp -> lamp.name("new")));
    }

    private static long open(SessionFactoryScope scope, String entity) {
        return count(scope, "select count(*) from %s_AUD where REVEND is null".formatted(entity));
    }

    private static long all(SessionFactoryScope scope, String entity) {
        return count(scope, "select count(*) from %s_AUD".formatted(entity));
    }

    private static long count(SessionFactoryScope scope, String sql) {
        return scope.fromTransaction(
                session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }
}
