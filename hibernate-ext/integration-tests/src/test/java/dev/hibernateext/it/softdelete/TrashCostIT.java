/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the trash waits for the server, exactly. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class TrashCostIT {

    private static final List<Integer> IDS = IntStream.range(0, 1_000).boxed().toList();

    @BeforeEach
    void persistSheets(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.setJdbcBatchSize(1_000);
            IDS.forEach(id -> session.persist(new Sheet(id)));
        });
    }

    @Test
    void deletesRestoresAndPurgesAThousandRowsInTwoRoundTripsEach(
            SessionFactoryScope scope, StatementRecorder recorder) {
        assertRoundTrips(scope, recorder, trash -> trash.delete(IDS));
        assertRoundTrips(scope, recorder, trash -> trash.restoreAll(IDS));
        scope.inTransaction(session -> Trash.of(session, Sheet.class).delete(IDS));
        assertRoundTrips(scope, recorder, trash -> trash.purgeAll(IDS));
    }

    private static void assertRoundTrips(
            SessionFactoryScope scope, StatementRecorder recorder, Consumer<Trash<Sheet>> work) {
        scope.inTransaction(session -> {
            recorder.clear();
            work.accept(Trash.of(session, Sheet.class));
            assertThat(recorder.roundTrips()).isEqualTo(2);
        });
    }

    @Entity(name = "Sheet")
    static class Sheet extends SoftDeletableEntity {

        @Id
        int id;

        Sheet() {}

        Sheet(int id) {
            this.id = id;
        }
    }
}
