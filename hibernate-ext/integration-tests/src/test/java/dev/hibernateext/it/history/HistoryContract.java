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

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.HistoryTokenException;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.StateMissingException;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backend of histories does. A subclass has entities that its backend records. */
abstract class HistoryContract implements SettingsContributor {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final MutableClock CLOCK = MutableClock.startingAt(START);

    SessionFactoryScope scope;

    /** A track: a value, an embeddable, a reference, elements. */
    interface Song {

        Long id();

        void name(String name);

        String name();

        void size(int width, int height);

        void by(@Nullable Object artist);

        Set<String> tags();

        Set<Object> genres();
    }

    abstract Song newSong(String name);

    abstract Class<? extends Song> songs();

    /** A kind of song in the same hierarchy with an attribute {@code guest} of its own. */
    abstract Song newDuet(String name, String guest);

    abstract Object newArtist(long id);

    abstract void rename(Object artist, String name);

    abstract Object newGenre(long id);

    /** A soft-deletable entity with an {@code id} and a {@code title}. */
    abstract Object newAlbum(int id, String title);

    abstract Class<?> albums();

    abstract Object newUnrecorded(long id);

    /** How many statements a page of songs, which own two collections, takes for them. */
    int statementsForCollections() {
        return 2;
    }

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
        settings.put("hibernate.ext.history.attributes", "client, device");
    }

    @BeforeEach
    void start(SessionFactoryScope given) {
        scope = given;
        CLOCK.set(START);
    }

    final void as(String actor, Consumer<Session> work) {
        in(Context.ofActor(actor), work);
    }

    final void in(Context context, Consumer<Session> work) {
        CLOCK.advance(Duration.ofMinutes(1));
        Contexts.run(context, () -> scope.inTransaction(work));
    }

    final Song song(Session session, Long id) {
        return session.find(songs(), id);
    }

    final Long persist(Song song) {
        as("ada", session -> session.persist(song));
        return song.id();
    }

    final <R> R history(Long id, Function<EntityHistory<? extends Song>, R> work) {
        return scope.fromTransaction(session -> work.apply(History.of(session, songs(), id)));
    }

    final List<HistoryEntry> timeline(Long id) {
        return history(
                id, history -> history.timeline(HistoryRequest.oldest(100)).items());
    }

    @Test
    void tellsWhoDidWhatWhenAndWhy() {
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
    void seesElementsAndReferencesChange() {
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
    void seesCollectionsBecomeEmpty() {
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
    void findsStateAtRevisionsAndInstants() {
        var song = newSong("Blue");
        song.tags().add("slow");
        var id = persist(song);
        var created = CLOCK.instant();
        as("bob", session -> {
            song(session, id).name("Blues");
            song(session, id).tags().add("loud");
        });
        as("eve", session -> session.remove(song(session, id)));

        scope.inTransaction(session -> {
            var history = History.of(session, songs(), id);
            assertThat(history.at(created.minusMillis(1))).isEmpty();
            assertThat(history.at(created).orElseThrow().name()).isEqualTo("Blue");
            assertThat(history.at(created).orElseThrow().tags()).containsExactly("slow");
            assertThat(history.at(created.plusSeconds(60)).orElseThrow().tags())
                    .containsExactlyInAnyOrder("slow", "loud");
            assertThat(history.at(created.plusSeconds(119)).orElseThrow().name())
                    .isEqualTo("Blues");
            assertThat(history.at(created.plusSeconds(120))).isEmpty();
            assertThat(session.contains(history.at(created).orElseThrow())).isFalse();
        });
    }

    @Test
    void findsStateAtRevisionsOfOthers() {
        var id = persist(newSong("Blue"));
        persist(newSong("Red"));
        var others = persist(newSong("Green"));
        var between = timeline(others).get(0).revision().number();
        as("bob", session -> song(session, id).name("Blues"));

        var found1 = history(id, history -> history.at(between).orElseThrow().name());
        assertThat(found1).isEqualTo("Blue");
    }

    @Test
    void tellsHowTwoRevisionsDiffer() {
        var song = newSong("Blue");
        song.tags().addAll(Set.of("slow", "sad"));
        song.size(1, 2);
        var id = persist(song);
        as("bob", session -> {
            var artist = newArtist(7);
            session.persist(artist);
            song(session, id).by(artist);
            song(session, id).size(1, 3);
            song(session, id).tags().remove("sad");
            song(session, id).tags().add("loud");
        });
        var numbers =
                timeline(id).stream().map(entry -> entry.revision().number()).toList();

        var diff = history(id, history -> history.diff(numbers.get(0), numbers.get(1)));
        var back = history(id, history -> history.diff(numbers.get(1), numbers.get(0)));

        assertThat(diff.changes())
                .containsExactly(
                        new OfValue("artist", null, 7L),
                        new OfValue("size.height", 2, 3),
                        new OfElements("tags", List.of("loud"), List.of("sad")));
        assertThat(back.of("tags")).contains(new OfElements("tags", List.of("sad"), List.of("loud")));
        var found2 = history(
                id, history -> history.diff(numbers.get(0), numbers.get(0)).changes());
        assertThat(found2).isEmpty();
    }

    @Test
    void comparesStatesInOneStatement(StatementRecorder recorder) {
        var song = newSong("Blue");
        song.tags().addAll(Set.of("slow", "sad"));
        var id = persist(song);
        as("bob", session -> {
            var genre = newGenre(9);
            session.persist(genre);
            song(session, id).name("Blues");
            song(session, id).genres().add(genre);
            song(session, id).tags().remove("sad");
        });
        var numbers = numbers(id);
        recorder.clear();

        var diff = history(id, history -> history.diff(numbers.get(0), numbers.get(1)));

        assertThat(recorder.matching("^(with|select|\\()")).hasSize(1);
        assertThat(diff.changes())
                .containsExactly(
                        new OfElements("genres", List.of(9L), List.of()),
                        new OfValue("name", "Blue", "Blues"),
                        new OfElements("tags", List.of(), List.of("sad")));
    }

    @Test
    void comparesWithNothingBeforeAnEntityWasThere() {
        var id = persist(newSong("Blue"));

        var diff = history(id, history -> history.diff(START, CLOCK.instant()));

        assertThat(diff.changes()).containsExactly(new OfValue("name", null, "Blue"));
        assertThat(diff.toString()).contains("name").doesNotContain("Blue");
    }

    @Test
    void tellsWhoChangedAnAttribute() {
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
    void readsPagesInAConstantNumberOfStatements(StatementRecorder recorder) {
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
    void pagesAddUp() {
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
    void pagesOfOneRevisionAddUp() {
        as("ada", session -> {
            for (var i = 0; i < 11; i++) {
                session.persist(newSong("Song " + i));
            }
        });

        var ids = new ArrayList<Object>();
        scope.inTransaction(session -> {
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
    void revertsToWhatARevisionLeft() {
        var song = newSong("Blue");
        song.tags().addAll(Set.of("slow", "sad"));
        song.size(1, 2);
        var id = persist(song);
        as("bob", session -> {
            var artist = newArtist(7);
            session.persist(artist);
            song(session, id).by(artist);
            song(session, id).name("Blues");
            song(session, id).size(3, 4);
            song(session, id).tags().remove("sad");
            song(session, id).tags().add("loud");
        });
        var numbers = numbers(id);

        as("eve", session -> {
            var reverted = History.of(session, songs(), id).revert(numbers.get(0), ExpectedVersion.of(1));
            assertThat(session.contains(reverted)).isTrue();
            assertThat(reverted.name()).isEqualTo("Blue");
        });

        var last = numbers(id).get(2);
        scope.inTransaction(session -> {
            var history = History.of(session, songs(), id);
            assertThat(history.diff(numbers.get(0), last).changes()).isEmpty();
            assertThat(paths(history.diff(numbers.get(1), last).changes()))
                    .containsExactly("artist", "name", "size.height", "size.width", "tags");
            assertThat(song(session, id).tags()).containsExactlyInAnyOrder("slow", "sad");
            assertThat(history.timeline().items().get(0).revision().actor()).isEqualTo("eve");
        });
        as("fay", session -> {
            History.of(session, songs(), id).revert(numbers.get(1), ExpectedVersion.of(2));
        });
        var forth = history(
                id, history -> history.diff(numbers.get(1), numbers(id).get(3)).changes());
        assertThat(forth).isEmpty();
    }

    private List<Long> numbers(Long id) {
        return timeline(id).stream().map(entry -> entry.revision().number()).toList();
    }

    @Test
    void refusesToRevertWhatSomebodyElseHasChanged() {
        var id = persist(newSong("Blue"));
        as("bob", session -> song(session, id).name("Blues"));
        var first = numbers(id).get(0);

        assertThatThrownBy(() ->
                        as("eve", session -> History.of(session, songs(), id).revert(first, ExpectedVersion.of(0))))
                .isInstanceOf(VersionConflictException.class);
        assertThat(timeline(id)).hasSize(2);
    }

    @Test
    void refusesToRevertToWhereNothingWas() {
        var id = persist(newSong("Blue"));
        as("bob", session -> session.remove(song(session, id)));
        var numbers = numbers(id);

        for (var revision : List.of(0L, numbers.get(1))) {
            assertThatThrownBy(() -> as(
                            "eve", session -> History.of(session, songs(), id).revert(revision, ExpectedVersion.of(0))))
                    .isInstanceOf(StateMissingException.class)
                    .hasMessageContaining("revision " + revision);
        }
        assertThatThrownBy(() -> as(
                        "eve",
                        session -> History.of(session, songs(), id).revert(numbers.get(0), ExpectedVersion.of(0))))
                .isInstanceOf(EntityMissingException.class);
    }

    @Test
    void refusesTokensItDidNotMake() {
        var id = persist(newSong("Blue"));

        for (var token : List.of("", "?", "AAAA", "x".repeat(100_000))) {
            assertThatThrownBy(() -> history(
                            id,
                            history -> history.timeline(HistoryRequest.newest(5).after(token))))
                    .isInstanceOf(HistoryTokenException.class);
        }
    }

    @Test
    void refusesWhatIsNotRecorded() {
        var type = newUnrecorded(1).getClass();

        scope.inTransaction(session -> assertThatThrownBy(
                        () -> History.of(session, type, 1L).timeline())
                .isInstanceOf(NotRecordedException.class)
                .hasMessageContaining(type.getSimpleName()));
    }

    @Test
    void knowsNothingOfEntitiesThatNeverWere() {
        assertThat(timeline(4711L)).isEmpty();
        var found3 = history(4711L, history -> history.at(1).isPresent());
        assertThat(found3).isFalse();
        var found4 = history(4711L, history -> history.diff(1, 2).changes());
        assertThat(found4).isEmpty();
    }

    @Test
    void recordsStatelessSessions() {
        var artist = newArtist(6);
        Contexts.run(Context.ofActor("ada"), () -> scope.inStatelessTransaction(session -> session.insert(artist)));
        rename(artist, "Nobody");
        Contexts.run(Context.ofActor("bob"), () -> scope.inStatelessTransaction(session -> session.update(artist)));
        Contexts.run(Context.ofActor("eve"), () -> scope.inStatelessTransaction(session -> session.delete(artist)));

        scope.inTransaction(session -> assertThat(History.of(session, artist.getClass(), 6L)
                        .timeline(HistoryRequest.oldest(10))
                        .items())
                .extracting(HistoryEntry::kind, entry -> entry.revision().actor(), HistoryEntry::changed)
                .containsExactly(
                        tuple(CREATED, "ada", List.of("name")),
                        tuple(UPDATED, "bob", List.of("name")),
                        tuple(DELETED, "eve", List.of())));
    }

    @Test
    void tellsTrashFromTheEnd() {
        as("ada", session -> session.persist(newAlbum(1, "One")));
        as("bob", session -> session.remove(session.find(albums(), 1)));
        as("eve", session -> Trash.of(session, albums()).restore(1));
        as("fay", session -> Trash.of(session, albums()).delete(List.of(1)));

        scope.inTransaction(session -> {
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
    void tellsASecondBirthFromTheFirstLife() {
        var artist = newArtist(5);
        as("ada", session -> session.persist(artist));
        as("bob", session -> session.remove(session.find(artist.getClass(), 5L)));
        as("eve", session -> session.persist(newArtist(5)));

        scope.inTransaction(session -> assertThat(History.of(session, artist.getClass(), 5L)
                        .timeline(HistoryRequest.oldest(10))
                        .items())
                .extracting(HistoryEntry::kind, HistoryEntry::changed)
                .containsExactly(
                        tuple(CREATED, List.of("name")), tuple(DELETED, List.of()), tuple(CREATED, List.of("name"))));
    }

    @Test
    void narrowsTheHistoryOfAType() {
        var operation = OperationId.random();
        var first = persist(newSong("Blue"));
        var second = persist(newDuet("Red", "Guest"));
        var half = CLOCK.instant().plusSeconds(1);
        in(
                Context.ofActor("bob").withOperation(operation),
                session -> song(session, first).name("Blues"));
        as("eve", session -> session.remove(song(session, second)));

        scope.inTransaction(session -> {
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
    void tellsOfSubclassesWhatIsTheirs() {
        var id = persist(newDuet("Red", "Guest"));

        var created = timeline(id).get(0);

        assertThat(created.changed()).containsExactly("guest", "name");
        assertThat(created.entity()).isNotEqualTo(songs().getName());
    }

    @Test
    void findsEverythingAnOperationChanged() {
        var operation = OperationId.random();
        var id = persist(newSong("Blue"));
        in(Context.ofActor("bob").withOperation(operation), session -> {
            song(session, id).name("Blues");
            session.persist(newArtist(3));
        });
        in(Context.ofActor("bob").withOperation(operation), session -> session.persist(newAlbum(8, "Eight")));

        var entries = scope.fromTransaction(session -> History.ofOperation(session, operation));

        assertThat(entries)
                .extracting(HistoryEntry::id, HistoryEntry::kind)
                .containsExactlyInAnyOrder(tuple(id, UPDATED), tuple(3L, CREATED), tuple(8, CREATED));
        assertThat(entries.get(2).id()).isEqualTo(8);
        var found5 = scope.fromTransaction(session -> History.ofOperation(session, OperationId.random()));
        assertThat(found5).isEmpty();
    }

    @Test
    void recordsNothingOfWhatIsRolledBack() {
        var id = persist(newSong("Blue"));
        assertThatThrownBy(() -> as("bob", session -> {
                    song(session, id).name("Blues");
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(timeline(id)).hasSize(1);
    }

    @Test
    void leavesTheSessionAlone() {
        var id = persist(newSong("Blue"));

        scope.inTransaction(session -> {
            song(session, id).name("Blues");
            var history = History.of(session, songs(), id);
            history.timeline();
            history.at(1_000_000);
            assertThat(session.isDirty()).isTrue();
            assertThat(session.getStatistics().getEntityCount()).isEqualTo(1);
        });
    }

    /** The names of what a diff has. */
    static List<String> paths(List<AttributeChange> changes) {
        return changes.stream().map(AttributeChange::path).toList();
    }
}
