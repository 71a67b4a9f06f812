/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.it.repository.bulk.Crates.Crate;
import dev.hibernateext.it.repository.bulk.Crates.Size;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BadRow;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.bulk.RowRefusedException;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.TransactionRequiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the rows to load is refused and why, and what becomes of the others. */
class LoadRefusalsIT extends LoadTest {

    @Test
    void saysWhichRowWasRefused(SessionFactoryScope scope) {
        var rows = new ArrayList<>(IntStream.range(0, 30).mapToObj(Crate::new).toList());
        rows.get(17).name = "long".repeat(100);

        var error = catchThrowableOfType(
                RowRefusedException.class, () -> load(scope, rows, BulkOptions.DEFAULT.inChunksOf(10)));

        assertThat(error.code()).isEqualTo("bulk.row-refused");
        assertThat(error.status()).isEqualTo(422);
        assertThat(error.reason()).isEqualTo("data");
        assertThat(error.entityName()).isEqualTo(Crate.class.getName());
        assertThat(error.getMessage()).doesNotContain("long");
        assertThat(error.toProblem()).containsEntry("reason", "data");
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(error.firstIndex()).isEqualTo(17);
            assertThat(error.lastIndex()).isEqualTo(17);
            assertThat(error.attributes()).containsExactly("name");
        } else {
            assertThat(error.firstIndex()).isEqualTo(10);
            assertThat(error.lastIndex()).isEqualTo(19);
        }
        assertThat(count(scope)).isZero();
    }

    @Test
    void saysWhichRowViolatedAConstraint(SessionFactoryScope scope) {
        load(scope, List.of(new Crate(23)), BulkOptions.DEFAULT);
        var rows = IntStream.range(0, 30).mapToObj(Crate::new).toList();

        var error = catchThrowableOfType(RowRefusedException.class, () -> load(scope, rows, BulkOptions.DEFAULT));

        assertThat(error.reason()).isEqualTo("constraint.unique");
        assertThat(error.firstIndex()).isLessThanOrEqualTo(23);
        assertThat(error.lastIndex()).isGreaterThanOrEqualTo(23);
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(error.firstIndex()).isEqualTo(error.lastIndex());
        }
    }

    @Test
    void namesAnAttributeOfAnEmbeddable(SessionFactoryScope scope) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        var row = new Crate(1);
        row.size = new Size(3, "much too long");

        assertThatThrownBy(() -> load(scope, List.of(row), BulkOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        RowRefusedException.class,
                        error -> assertThat(error.attributes()).containsExactly("size.unit"));
    }

    @Test
    void leavesBadRowsOut(SessionFactoryScope scope) {
        var gone = new Crate(99);
        load(scope, List.of(gone), BulkOptions.DEFAULT);
        scope.inStatelessTransaction(session -> session.delete(gone));
        var rows = IntStream.range(0, 40).mapToObj(Crate::new).toList();
        rows.get(5).inside = gone;
        rows.get(31).name = "long".repeat(100);

        var report =
                load(scope, rows, BulkOptions.onFailure(FailurePolicy.BISECT).inChunksOf(20));

        assertThat(report.inserted()).isEqualTo(38);
        assertThat(report.badRows()).extracting(BadRow::index).containsExactly(5, 31);
        assertThat(report.badRows()).extracting(BadRow::code).containsExactly("constraint.foreign-key", "data");
        assertThat(count(scope)).isEqualTo(38);
    }

    @Test
    void callsHooksAndListenersForEachRowThatStays(SessionFactoryScope scope) {
        var told = new ArrayList<Integer>();
        Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                told.add(changes.changes().size());
            }
        });
        try (var hook = Hooks.of(scope.factory()).on(Crate.class).beforeCreate(write -> {
            if (write.entity().id == 3) {
                throw HookVetoException.because("it leaks", write);
            }
            write.set("name", "hooked");
        })) {
            var rows = IntStream.range(0, 8).mapToObj(Crate::new).toList();
            assertThatThrownBy(() -> load(scope, rows, BulkOptions.DEFAULT))
                    .isInstanceOfSatisfying(RowRefusedException.class, error -> {
                        assertThat(error).hasRootCauseInstanceOf(HookVetoException.class);
                        assertThat(error.lastIndex()).isGreaterThanOrEqualTo(3);
                    });
            var report = load(scope, rows, BulkOptions.onFailure(FailurePolicy.BISECT));

            assertThat(report.badRows()).extracting(BadRow::index).containsExactly(3);
        }
        assertThat(told).containsExactly(7);
        scope.inTransaction(
                session -> assertThat(session.find(Crate.class, 7).name).isEqualTo("hooked"));
    }

    @Test
    void leavesTheTransactionUsableWhereItsRowsFailToCome(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThatThrownBy(() -> Repository.of(session, Crate.class)
                            .loadAll(
                                    IntStream.range(0, 10).mapToObj(id -> {
                                        if (id == 7) {
                                            throw new IllegalStateException("end of file");
                                        }
                                        return new Crate(id);
                                    }),
                                    BulkOptions.DEFAULT.inChunksOf(4)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("end of file");
            session.persist(new Crate(100));
        });

        assertThat(count(scope)).isEqualTo(5);
    }

    @Test
    void needsATransaction(SessionFactoryScope scope) {
        try (var session = scope.openStatelessSession()) {
            assertThatThrownBy(() ->
                            BulkWrites.of(session, Crate.class).loadAll(List.of(new Crate(1)), BulkOptions.DEFAULT))
                    .isInstanceOf(TransactionRequiredException.class);
        }
    }
}
