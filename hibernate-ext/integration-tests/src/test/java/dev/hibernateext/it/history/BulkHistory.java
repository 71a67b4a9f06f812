/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements on 10 000 recorded rows: nothing is missing in the history, and each 1000 rows take one statement more. */
abstract class BulkHistory {

    private static final int ROWS = Integer.getInteger("hibernateext.history.rows", 10_000);
    private static final int CHUNKS = ROWS / 1_000;

    /** The ids, the statement and the revision with its number. */
    private static final int ONCE = 3;

    private SessionFactoryScope scope;
    private StatementRecorder recorder;

    /** With an id, a name and an amount. */
    abstract Class<?> notes();

    @BeforeEach
    void insertRows(SessionFactoryScope given, StatementRecorder statements) {
        scope = given;
        recorder = statements;
        scope.inTransaction(session -> session.createNativeMutationQuery(
                        "insert into Plain (id, name) select n, 'note ' || n from generate_series(1, %d) n"
                                .formatted(ROWS))
                .executeUpdate());
        assertThat(statementsOf("insert into Note (id, version, name, amount) select p.id, 0, p.name, 0 from Plain p"))
                .isEqualTo(ONCE + CHUNKS);
    }

    private int statementsOf(String text) {
        recorder.clear();
        scope.inTransaction(session -> session.createMutationQuery(text).executeUpdate());
        return recorder.count();
    }

    /** In the order of revisions. */
    private Map<Object, List<HistoryEntry>> entries() {
        return scope.fromTransaction(
                session -> pages(session).stream().collect(Collectors.groupingBy(HistoryEntry::id)));
    }

    private List<HistoryEntry> pages(Session session) {
        var all = new ArrayList<HistoryEntry>();
        for (var request = HistoryRequest.oldest(1_000); request != null; ) {
            var page = History.ofType(session, notes()).page(request);
            all.addAll(page.items());
            request = page.next() == null ? null : request.after(page.next());
        }
        return all;
    }

    @Test
    void tellsOfAnUpdateWhatEachRowWasAndIs() {
        assertThat(statementsOf("update Note set name = name || '!', amount = 5"))
                .isEqualTo(ONCE + CHUNKS);

        assertThat(entries()).hasSize(ROWS).allSatisfy((id, entries) -> {
            assertThat(entries)
                    .extracting(HistoryEntry::kind)
                    .containsExactly(RevisionKind.CREATED, RevisionKind.UPDATED);
            assertThat(entries.get(1).changed()).containsExactly("amount", "name");
        });
        for (var id = 1L; id <= ROWS; id += ROWS / 20) {
            checkDiff(id);
        }
    }

    private void checkDiff(long id) {
        scope.inTransaction(session -> {
            var history = History.of(session, notes(), id);
            var entries = history.timeline(HistoryRequest.oldest(10)).items();
            assertThat(history.diff(
                                    entries.get(0).revision().number(),
                                    entries.get(1).revision().number())
                            .changes())
                    .containsExactly(
                            new OfValue("amount", 0, 5), new OfValue("name", "note " + id, "note " + id + '!'));
        });
    }

    @Test
    void tellsOfADelete() {
        var few = statementsOf("delete Note where id <= 1000");
        var many = statementsOf("delete Note");

        assertThat(many - few).isLessThanOrEqualTo(statementsPerChunkOfDelete() * (CHUNKS - 2));
        assertThat(entries())
                .hasSize(ROWS)
                .allSatisfy((id, entries) -> assertThat(entries)
                        .extracting(HistoryEntry::kind)
                        .containsExactly(RevisionKind.CREATED, RevisionKind.DELETED));
    }

    /** Where entries of deletes say what the rows were, they are read before. */
    abstract int statementsPerChunkOfDelete();
}
