/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.lock.ExpectedVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to one entity. Instants count up to the millisecond in which a revision was recorded.
 *
 * @param <E> the entity
 */
public final class EntityHistory<E> {

    private static final HistoryRequest NEWEST = HistoryRequest.newest(50);

    private final HistorySession session;
    private final Class<E> type;
    private final HistoryKey key;

    EntityHistory(HistorySession session, Class<E> type, HistoryKey key) {
        this.session = session;
        this.type = type;
        this.key = key;
    }

    /**
     * The newest 50 entries, the newest first.
     *
     * @return the first page
     */
    public HistoryPage timeline() {
        return timeline(NEWEST);
    }

    /**
     * A page of entries: one statement, and one for each collection the entity owns.
     *
     * @param request which page
     * @return the page; empty if nothing is recorded of such an entity
     * @throws HistoryTokenException if its token cannot be read
     */
    public HistoryPage timeline(HistoryRequest request) {
        return page(HistoryFilter.NONE, request);
    }

    /**
     * A page of the entries of some time.
     *
     * @param from the earliest, inclusive
     * @param until the latest, exclusive
     * @param request which page
     * @return the page
     */
    public HistoryPage between(Instant from, Instant until, HistoryRequest request) {
        return page(HistoryFilter.NONE.between(from, until), request);
    }

    /**
     * The entries in which an attribute got another value, its first one included.
     *
     * @param path the attribute, behind the names of its embeddables and dots; an embeddable stands for its parts
     * @param request which page
     * @return the page
     * @throws NotRecordedException if it is not recorded
     */
    public HistoryPage whoChanged(String path, HistoryRequest request) {
        return page(HistoryFilter.NONE.changing(path), request);
    }

    /**
     * The entity as a revision left it.
     *
     * @param revision its number; one that changed something else will do
     * @return a detached instance with what is recorded; its collections and references load in the session. Empty if it was not
     *     there, or deleted
     */
    public Optional<E> at(long revision) {
        return session.state(key, revision).map(type::cast);
    }

    /**
     * The entity as it was at an instant.
     *
     * @param instant the time; revisions of its millisecond count
     * @return as of {@link #at(long)}
     */
    public Optional<E> at(Instant instant) {
        return at(session.revisionAt(key, instant));
    }

    /**
     * How the entity differs between two revisions: one statement. A collection whose rows do not tell all of it is loaded for each of
     * them: one in an embeddable, one of embeddables that are not made of basic attributes alone, and a map whose keys are not basic
     * columns of its table; with Hibernate's own {@code @Audited}, one with a {@code @JoinColumn} too.
     *
     * @param from the number of the revision to compare with
     * @param to the number of the other one
     * @return the difference
     */
    public StateDiff diff(long from, long to) {
        return session.diff(key, from, to);
    }

    /**
     * How the entity differs between two instants.
     *
     * @param from the instant to compare with
     * @param to the other one
     * @return the difference
     */
    public StateDiff diff(Instant from, Instant to) {
        return diff(session.revisionAt(key, from), session.revisionAt(key, to));
    }

    /**
     * Makes the entity what it was at the end of a revision: one more change in its history, which hooks, stamps and validation see. What
     * is not recorded stays as it is, and so do inverse collections, whose other side is to be reverted. Everything pending in the
     * session is flushed with it.
     *
     * @param revision the number of the revision
     * @param expected the version the row must have now
     * @return the entity, managed, with its new version
     * @throws StateMissingException if it was not there then
     * @throws dev.hibernateext.core.lock.EntityMissingException if it is not there now
     * @throws dev.hibernateext.core.lock.VersionConflictException if the row has another version
     * @throws UnsupportedOperationException in a stateless session
     */
    public E revert(long revision, ExpectedVersion expected) {
        return session.revert(type, key, revision, expected);
    }

    private HistoryPage page(HistoryFilter filter, HistoryRequest request) {
        return session.page(new HistorySession.Subject(key.entity(), key.id(), filter), request);
    }
}
