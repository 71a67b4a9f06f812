/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Songs whose history a backend records, and what tests do with them. */
interface RecordedSongs {

    Instant START = Instant.parse("2026-03-01T10:00:00Z");
    MutableClock CLOCK = MutableClock.startingAt(START);

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

    SessionFactoryScope scope();

    Song newSong(String name);

    Class<? extends Song> songs();

    /** A kind of song in the same hierarchy with an attribute {@code guest} of its own. */
    Song newDuet(String name, String guest);

    Object newArtist(long id);

    void rename(Object artist, String name);

    Object newGenre(long id);

    /** A soft-deletable entity with an {@code id} and a {@code title}. */
    Object newAlbum(int id, String title);

    Class<?> albums();

    Object newUnrecorded(long id);

    /** How many statements a page of songs, which own two collections, takes for them. */
    default int statementsForCollections() {
        return 2;
    }

    default void as(String actor, Consumer<Session> work) {
        in(Context.ofActor(actor), work);
    }

    default void in(Context context, Consumer<Session> work) {
        CLOCK.advance(Duration.ofMinutes(1));
        Contexts.run(context, () -> scope().inTransaction(work));
    }

    default Song song(Session session, Long id) {
        return session.find(songs(), id);
    }

    default Long persist(Song song) {
        as("ada", session -> session.persist(song));
        return song.id();
    }

    default <R> R history(Long id, Function<EntityHistory<? extends Song>, R> work) {
        return scope().fromTransaction(session -> work.apply(History.of(session, songs(), id)));
    }

    default List<HistoryEntry> timeline(Long id) {
        return history(
                id, history -> history.timeline(HistoryRequest.oldest(100)).items());
    }

    default List<Long> numbers(Long id) {
        return timeline(id).stream().map(entry -> entry.revision().number()).toList();
    }
}
