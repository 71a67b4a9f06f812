/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.RecordedStatement;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;
import org.hibernate.envers.configuration.EnversSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an update of a hundred entities costs with each way to keep its history. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "100"))
class UpdateCostIT {

    private static final int ROWS = 100;
    private static final int TRANSACTIONS = 20;

    private SessionFactoryScope scope;
    private StatementRecorder recorder;

    @BeforeEach
    void start(SessionFactoryScope given, StatementRecorder statements) {
        scope = given;
        recorder = statements;
    }

    /** Per transaction; a statement in a batch is one. */
    private record Cost(double statements, double roundTrips, double walBytes) {}

    @Test
    void endsRowsWithOneStatementAndOneWaitMore() throws SQLException {
        var plain = cost("default", true, Unrecorded.class, Unrecorded::new);
        var core = cost("default", false, Core.class, Core::new);
        var withContext = cost("default", true, CoreWithContext.class, CoreWithContext::new);
        var byDefault = cost("default", true, Kept.class, Kept::new);
        var ours = cost("validity", true, Kept.class, Kept::new);
        var rowByRow = cost("validity", false, Kept.class, Kept::new);

        var all = "plain %s, core %s, core with context %s, default %s, batched %s, validity %s"
                .formatted(plain, core, withContext, byDefault, ours, rowByRow);
        assertThat(plain.roundTrips).as(all).isEqualTo(3);
        assertThat(core.roundTrips).as(all).isEqualTo(4);
        assertThat(withContext.roundTrips).as(all).isEqualTo(core.roundTrips + 1);
        assertThat(ours.roundTrips).as(all).isEqualTo(6);
        assertThat(ours.roundTrips).as(all).isEqualTo(byDefault.roundTrips + 1);
        assertThat(rowByRow.roundTrips).as(all).isEqualTo(byDefault.roundTrips + ROWS);
        assertThat(ours.statements / ROWS).as(all).isLessThanOrEqualTo(2.05);
        assertThat(rowByRow.statements / ROWS).as(all).isGreaterThan(3);
        // the same rows; a checkpoint in between writes pages as a whole
        assertThat(ours.walBytes).as(all).isLessThan(rowByRow.walBytes * 1.5);
    }

    private Cost cost(String strategy, boolean isBatched, Class<? extends Row> type, IntFunction<Row> constructor)
            throws SQLException {
        try (var factory = scope.openAnother(settings -> {
            settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "drop-and-create");
            settings.put(EnversSettings.AUDIT_STRATEGY, strategy);
            settings.put(HistorySettings.BATCH_VALIDITY, String.valueOf(isBatched));
            // Hibernate's own log as it is without the library
            settings.put(HistorySettings.RECORD_CONTEXT, String.valueOf(type != Core.class));
        })) {
            factory.inTransaction(
                    session -> IntStream.range(0, ROWS).mapToObj(constructor).forEach(session::persist));
            update(factory, type, 0);
            var before = wal();
            recorder.clear();
            for (var i = 1; i <= TRANSACTIONS; i++) {
                update(factory, type, i);
            }
            var statements = recorder.statements().stream()
                    .mapToInt(RecordedStatement::batchSize)
                    .sum();
            return new Cost(
                    (double) statements / TRANSACTIONS,
                    (double) recorder.roundTrips() / TRANSACTIONS,
                    (wal() - before) / TRANSACTIONS);
        }
    }

    private static void update(SessionFactoryScope factory, Class<? extends Row> type, int count) {
        factory.inTransaction(session -> all(session, type).forEach(row -> row.number = count));
    }

    private static <R extends Row> List<R> all(Session session, Class<R> type) {
        return session.createSelectionQuery("from " + type.getSimpleName(), type)
                .getResultList();
    }

    private double wal() throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")) {
            found.next();
            return found.getDouble(1);
        }
    }

    @MappedSuperclass
    abstract static class Row {

        @Id
        int id;

        int number = -1;

        String name = "A name of some length";
    }

    @Entity(name = "Unrecorded")
    static class Unrecorded extends Row {

        Unrecorded() {}

        Unrecorded(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Kept")
    @Audited
    @AuditOverride(forClass = Row.class)
    static class Kept extends Row {

        Kept() {}

        Kept(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Core")
    @org.hibernate.annotations.Audited
    static class Core extends Row {

        Core() {}

        Core(int id) {
            this.id = id;
        }
    }

    @Entity(name = "CoreWithContext")
    @org.hibernate.annotations.Audited
    static class CoreWithContext extends Row {

        CoreWithContext() {}

        CoreWithContext(int id) {
            this.id = id;
        }
    }
}
