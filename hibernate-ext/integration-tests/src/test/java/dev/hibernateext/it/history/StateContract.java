/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.History;
import dev.hibernateext.history.StateMissingException;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an entity was, how two of its states differ, and how it becomes again what it was. */
interface StateContract extends RecordedSongs {

    @Test
    default void findsStateAtRevisionsAndInstants() {
        var song = newSong("Blue");
        song.tags().add("slow");
        var id = persist(song);
        var created = CLOCK.instant();
        as("bob", session -> {
            song(session, id).name("Blues");
            song(session, id).tags().add("loud");
        });
        as("eve", session -> session.remove(song(session, id)));

        scope().inTransaction(session -> {
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
    default void findsStateAtRevisionsOfOthers() {
        var id = persist(newSong("Blue"));
        persist(newSong("Red"));
        var others = persist(newSong("Green"));
        var between = timeline(others).get(0).revision().number();
        as("bob", session -> song(session, id).name("Blues"));

        var found1 = history(id, history -> history.at(between).orElseThrow().name());
        assertThat(found1).isEqualTo("Blue");
    }

    @Test
    default void tellsHowTwoRevisionsDiffer() {
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
    default void comparesStatesInOneStatement(StatementRecorder recorder) {
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
    default void comparesWithNothingBeforeAnEntityWasThere() {
        var id = persist(newSong("Blue"));

        var diff = history(id, history -> history.diff(START, CLOCK.instant()));

        assertThat(diff.changes()).containsExactly(new OfValue("name", null, "Blue"));
        assertThat(diff.toString()).contains("name").doesNotContain("Blue");
    }

    @Test
    default void revertsToWhatARevisionLeft() {
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
        scope().inTransaction(session -> {
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

    @Test
    default void refusesToRevertWhatSomebodyElseHasChanged() {
        var id = persist(newSong("Blue"));
        as("bob", session -> song(session, id).name("Blues"));
        var first = numbers(id).get(0);

        assertThatThrownBy(() ->
                        as("eve", session -> History.of(session, songs(), id).revert(first, ExpectedVersion.of(0))))
                .isInstanceOf(VersionConflictException.class);
        assertThat(timeline(id)).hasSize(2);
    }

    @Test
    default void refusesToRevertToWhereNothingWas() {
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
    default void knowsNothingOfEntitiesThatNeverWere() {
        assertThat(timeline(4711L)).isEmpty();
        var found3 = history(4711L, history -> history.at(1).isPresent());
        assertThat(found3).isFalse();
        var found4 = history(4711L, history -> history.diff(1, 2).changes());
        assertThat(found4).isEmpty();
    }

    @Test
    default void leavesTheSessionAlone() {
        var id = persist(newSong("Blue"));

        scope().inTransaction(session -> {
            song(session, id).name("Blues");
            var history = History.of(session, songs(), id);
            history.timeline();
            history.at(1_000_000);
            assertThat(session.isDirty()).isTrue();
            assertThat(session.getStatistics().getEntityCount()).isEqualTo(1);
        });
    }

    /** The names of what a diff has. */
    private static List<String> paths(List<AttributeChange> changes) {
        return changes.stream().map(AttributeChange::path).toList();
    }
}
