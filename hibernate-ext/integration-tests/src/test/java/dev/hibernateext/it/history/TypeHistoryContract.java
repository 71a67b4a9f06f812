/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.NotRecordedException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The histories of a type and of an operation. */
interface TypeHistoryContract extends RecordedSongs {

    @Test
    default void pagesOfOneRevisionAddUp() {
        as("ada", session -> {
            for (var i = 0; i < 11; i++) {
                session.persist(newSong("Song " + i));
            }
        });

        var ids = new ArrayList<Object>();
        scope().inTransaction(session -> {
            for (var request = HistoryRequest.newest(4); request != null; ) {
                var page = History.ofType(session, songs()).page(request);
                page.items().forEach(entry -> ids.add(entry.id()));
                assertThat(ids).hasSizeLessThan(20);
                request = page.next() == null ? null : request.after(page.next());
            }
        });

        assertThat(ids).hasSize(11).doesNotHaveDuplicates();
    }

    @Test
    default void narrowsTheHistoryOfAType() {
        var operation = OperationId.random();
        var first = persist(newSong("Blue"));
        var second = persist(newDuet("Red", "Guest"));
        var half = CLOCK.instant().plusSeconds(1);
        in(
                Context.ofActor("bob").withOperation(operation),
                session -> song(session, first).name("Blues"));
        as("eve", session -> session.remove(song(session, second)));

        scope().inTransaction(session -> {
            var all = History.ofType(session, songs());
            assertThat(all.page(HistoryRequest.oldest(10)).items()).hasSize(4);
            assertThat(all.by("bob").page(HistoryRequest.oldest(10)).items())
                    .extracting(HistoryEntry::id)
                    .containsExactly(first);
            assertThat(all.in(operation).page(HistoryRequest.oldest(10)).items())
                    .hasSize(1);
            assertThat(all.deleted().page(HistoryRequest.oldest(10)).items())
                    .extracting(HistoryEntry::id)
                    .containsExactly(second);
            assertThat(all.between(START, half).page(HistoryRequest.oldest(10)).items())
                    .hasSize(2);
            assertThat(all.between(half, CLOCK.instant().plusMillis(1))
                            .page(HistoryRequest.newest(10))
                            .items())
                    .extracting(HistoryEntry::kind)
                    .containsExactly(DELETED, UPDATED);
            assertThat(all.changing("name")
                            .of(UPDATED)
                            .page(HistoryRequest.newest(10))
                            .items())
                    .hasSize(1);
            assertThat(History.ofType(session, newDuet("", "").getClass())
                            .page(HistoryRequest.newest(10))
                            .items())
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.id()).isEqualTo(second));
        });
    }

    @Test
    default void findsEverythingAnOperationChanged() {
        var operation = OperationId.random();
        var id = persist(newSong("Blue"));
        in(Context.ofActor("bob").withOperation(operation), session -> {
            song(session, id).name("Blues");
            session.persist(newArtist(3));
        });
        in(Context.ofActor("bob").withOperation(operation), session -> session.persist(newAlbum(8, "Eight")));

        var entries = scope().fromTransaction(session -> History.ofOperation(session, operation));

        assertThat(entries)
                .extracting(HistoryEntry::id, HistoryEntry::kind)
                .containsExactlyInAnyOrder(tuple(id, UPDATED), tuple(3L, CREATED), tuple(8, CREATED));
        assertThat(entries.get(2).id()).isEqualTo(8);
        var found5 = scope().fromTransaction(session -> History.ofOperation(session, OperationId.random()));
        assertThat(found5).isEmpty();
    }

    @Test
    default void refusesWhatIsNotRecorded() {
        var type = newUnrecorded(1).getClass();

        scope().inTransaction(session -> assertThatThrownBy(
                        () -> History.of(session, type, 1L).timeline())
                .isInstanceOf(NotRecordedException.class)
                .hasMessageContaining(type.getSimpleName()));
    }
}
