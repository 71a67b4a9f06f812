/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.RESTORED;
import static dev.hibernateext.history.RevisionKind.SOFT_DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.HistoryTokenException;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the entries of a timeline tell, whatever wrote the row, and that its pages add up. */
interface TimelineContract extends RecordedSongs {

    @Test
    default void tellsWhoDidWhatWhenAndWhy() {
        var operation = OperationId.random();
        var id = persist(newSong("Blue"));
        in(
                Context.ofActor("bob")
                        .withOperation(operation)
                        .withAttribute(History.REASON, "a typo")
                        .withAttribute("client", "10.0.0.1")
                        .withAttribute("secret", "none of history's business"),
                session -> {
                    song(session, id).name("Blues");
                    song(session, id).size(3, 4);
                });
        as("eve", session -> session.remove(song(session, id)));

        var entries = history(id, history -> history.timeline().items());

        assertThat(entries)
                .extracting(
                        HistoryEntry::kind,
                        entry -> entry.revision().actor(),
                        entry -> entry.revision().at())
                .containsExactly(
                        tuple(DELETED, "eve", START.plusSeconds(180)),
                        tuple(UPDATED, "bob", START.plusSeconds(120)),
                        tuple(CREATED, "ada", START.plusSeconds(60)));
        var update = entries.get(1);
        assertThat(update.revision().operation()).isEqualTo(operation.toString());
        assertThat(update.revision().reason()).isEqualTo("a typo");
        assertThat(update.revision().attributes()).containsExactly(Map.entry("client", "10.0.0.1"));
        assertThat(update.changed()).containsExactly("name", "size.height", "size.width");
        assertThat(entries.get(0).changed()).isEmpty();
        assertThat(entries.get(2).changed()).containsExactly("name");
        assertThat(entries).allSatisfy(entry -> assertThat(entry.id()).isEqualTo(id));
    }

    @Test
    default void seesElementsAndReferencesChange() {
        var id = persist(newSong("Blue"));
        as("bob", session -> song(session, id).tags().add("slow"));
        as("bob", session -> {
            var artist = newArtist(7);
            session.persist(artist);
            song(session, id).by(artist);
        });
        as("bob", session -> {
            var genre = newGenre(9);
            session.persist(genre);
            song(session, id).genres().add(genre);
        });

        assertThat(timeline(id))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("name"), List.of("tags"), List.of("artist"), List.of("genres"));
    }

    @Test
    default void seesCollectionsBecomeEmpty() {
        var song = newSong("Blue");
        song.tags().addAll(Set.of("slow", "sad"));
        var id = persist(song);
        as("bob", session -> song(session, id).tags().clear());

        assertThat(timeline(id))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("name", "tags"), List.of("tags"));
        var left = history(
                id,
                history -> List.copyOf(history.at(CLOCK.instant()).orElseThrow().tags()));
        assertThat(left).isEmpty();
    }

    @Test
    default void tellsWhoChangedAnAttribute() {
        var id = persist(newSong("Blue"));
        as("bob", session -> song(session, id).name("Blues"));
        as("eve", session -> song(session, id).tags().add("loud"));
        as("eve", session -> song(session, id).size(1, 2));
        as("fay", session -> song(session, id).name("Red"));

        assertThat(whoChanged(id, "name")).containsExactly("ada", "bob", "fay");
        assertThat(whoChanged(id, "tags")).containsExactly("eve");
        assertThat(whoChanged(id, "size")).containsExactly("eve");
        assertThat(whoChanged(id, "size.height")).containsExactly("eve");
        assertThat(whoChanged(id, "artist")).isEmpty();
        assertThatThrownBy(() -> whoChanged(id, "nam"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessageContaining("nam");
    }

    private List<@Nullable String> whoChanged(Long id, String path) {
        return history(
                id,
                history -> history.whoChanged(path, HistoryRequest.oldest(10)).items().stream()
                        .<@Nullable String>map(entry -> entry.revision().actor())
                        .toList());
    }

    @Test
    default void readsPagesInAConstantNumberOfStatements(StatementRecorder recorder) {
        var id = persist(newSong("0"));
        for (var i = 1; i < 23; i++) {
            var name = String.valueOf(i);
            as("bob", session -> {
                song(session, id).name(name);
                song(session, id).tags().add(name);
            });
        }
        recorder.clear();
        var small = history(id, history -> history.timeline(HistoryRequest.newest(2)));
        var forTwo = recorder.count();
        recorder.clear();
        history(id, history -> history.timeline(HistoryRequest.newest(20)));

        assertThat(recorder.count()).isEqualTo(forTwo).isEqualTo(2 + statementsForCollections());
        assertThat(small.items()).hasSize(2);
    }

    @Test
    default void pagesAddUp() {
        var id = persist(newSong("0"));
        for (var i = 1; i < 23; i++) {
            var name = String.valueOf(i);
            as("bob", session -> song(session, id).name(name));
        }

        for (var first : List.of(HistoryRequest.newest(5), HistoryRequest.oldest(5))) {
            var whole = history(id, history -> history.timeline(new HistoryRequest(100, null, first.oldestFirst())));
            assertThat(whole.items()).hasSize(23);
            assertThat(whole.next()).isNull();
            assertThat(allPages(id, first)).isEqualTo(whole.items());
        }
    }

    private List<HistoryEntry> allPages(Long id, HistoryRequest first) {
        var all = new ArrayList<HistoryEntry>();
        for (var request = first; request != null; ) {
            var asked = request;
            var page = history(id, history -> history.timeline(asked));
            all.addAll(page.items());
            assertThat(all).hasSizeLessThan(200);
            request = page.next() == null ? null : first.after(page.next());
        }
        return all;
    }

    @Test
    default void refusesTokensItDidNotMake() {
        var id = persist(newSong("Blue"));

        for (var token : List.of("", "?", "AAAA", "x".repeat(100_000))) {
            assertThatThrownBy(() -> history(
                            id,
                            history -> history.timeline(HistoryRequest.newest(5).after(token))))
                    .isInstanceOf(HistoryTokenException.class);
        }
    }

    @Test
    default void recordsStatelessSessions() {
        var artist = newArtist(6);
        Contexts.run(Context.ofActor("ada"), () -> scope().inStatelessTransaction(session -> session.insert(artist)));
        rename(artist, "Nobody");
        Contexts.run(Context.ofActor("bob"), () -> scope().inStatelessTransaction(session -> session.update(artist)));
        Contexts.run(Context.ofActor("eve"), () -> scope().inStatelessTransaction(session -> session.delete(artist)));

        scope().inTransaction(session -> assertThat(History.of(session, artist.getClass(), 6L)
                        .timeline(HistoryRequest.oldest(10))
                        .items())
                .extracting(HistoryEntry::kind, entry -> entry.revision().actor(), HistoryEntry::changed)
                .containsExactly(
                        tuple(CREATED, "ada", List.of("name")),
                        tuple(UPDATED, "bob", List.of("name")),
                        tuple(DELETED, "eve", List.of())));
    }

    @Test
    default void tellsTrashFromTheEnd() {
        as("ada", session -> session.persist(newAlbum(1, "One")));
        as("bob", session -> session.remove(session.find(albums(), 1)));
        as("eve", session -> Trash.of(session, albums()).restore(1));
        as("fay", session -> Trash.of(session, albums()).delete(List.of(1)));

        scope().inTransaction(session -> {
            var history = History.of(session, albums(), 1);
            var entries = history.timeline(HistoryRequest.oldest(10)).items();
            assertThat(entries)
                    .extracting(HistoryEntry::kind, entry -> entry.revision().actor())
                    .containsExactly(
                            tuple(CREATED, "ada"),
                            tuple(SOFT_DELETED, "bob"),
                            tuple(RESTORED, "eve"),
                            tuple(SOFT_DELETED, "fay"));
            assertThat(entries.get(2).changed()).doesNotContain("title");
            assertThat(history.at(entries.get(1).revision().number())).isEmpty();
            assertThat(history.at(entries.get(2).revision().number())).isPresent();
            assertThat(kinds(session, albums(), RESTORED)).containsExactly(RESTORED);
            assertThat(kinds(session, albums(), CREATED, UPDATED)).containsExactly(CREATED);
            assertThat(kinds(session, albums(), DELETED)).isEmpty();
        });
    }

    private static List<RevisionKind> kinds(Session session, Class<?> type, RevisionKind first, RevisionKind... more) {
        return History.ofType(session, type).of(first, more).page(HistoryRequest.oldest(10)).items().stream()
                .map(HistoryEntry::kind)
                .toList();
    }

    @Test
    default void tellsASecondBirthFromTheFirstLife() {
        var artist = newArtist(5);
        as("ada", session -> session.persist(artist));
        as("bob", session -> session.remove(session.find(artist.getClass(), 5L)));
        as("eve", session -> session.persist(newArtist(5)));

        scope().inTransaction(session -> assertThat(History.of(session, artist.getClass(), 5L)
                        .timeline(HistoryRequest.oldest(10))
                        .items())
                .extracting(HistoryEntry::kind, HistoryEntry::changed)
                .containsExactly(
                        tuple(CREATED, List.of("name")), tuple(DELETED, List.of()), tuple(CREATED, List.of("name"))));
    }

    @Test
    default void tellsOfSubclassesWhatIsTheirs() {
        var id = persist(newDuet("Red", "Guest"));

        var created = timeline(id).get(0);

        assertThat(created.changed()).containsExactly("guest", "name");
        assertThat(created.entity()).isNotEqualTo(songs().getName());
    }

    @Test
    default void recordsNothingOfWhatIsRolledBack() {
        var id = persist(newSong("Blue"));
        assertThatThrownBy(() -> as("bob", session -> {
                    song(session, id).name("Blues");
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(timeline(id)).hasSize(1);
    }
}
