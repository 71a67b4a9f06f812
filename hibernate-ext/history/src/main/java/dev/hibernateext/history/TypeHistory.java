/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.context.OperationId;
import java.time.Instant;

/** What happened to the rows of one entity. Immutable: each condition makes a narrower history. */
public final class TypeHistory {

    private final HistorySession session;
    private final String entity;
    private final HistoryFilter filter;

    TypeHistory(HistorySession session, String entity, HistoryFilter filter) {
        this.session = session;
        this.entity = entity;
        this.filter = filter;
    }

    /**
     * Of some time only.
     *
     * @param from the earliest, inclusive
     * @param until the latest, exclusive
     * @return the narrower history
     */
    public TypeHistory between(Instant from, Instant until) {
        return with(filter.between(from, until));
    }

    /**
     * Of one actor only.
     *
     * @param actorId who acted
     * @return the narrower history
     */
    public TypeHistory by(String actorId) {
        return with(filter.by(actorId));
    }

    /**
     * Of one operation only.
     *
     * @param operation the operation
     * @return the narrower history
     */
    public TypeHistory in(OperationId operation) {
        return with(filter.in(operation.toString()));
    }

    /**
     * Of some kinds only.
     *
     * @param first a kind
     * @param others more kinds
     * @return the narrower history
     */
    public TypeHistory of(RevisionKind first, RevisionKind... others) {
        return with(filter.of(first, others));
    }

    /**
     * Deletes only, into the trash and for good.
     *
     * @return the narrower history
     */
    public TypeHistory deleted() {
        return of(RevisionKind.DELETED, RevisionKind.SOFT_DELETED);
    }

    /**
     * Changes of one attribute only.
     *
     * @param path the attribute, behind the names of its embeddables and dots
     * @return the narrower history
     */
    public TypeHistory changing(String path) {
        return with(filter.changing(path));
    }

    /**
     * A page of entries: one statement, and one for each collection the entity owns.
     *
     * @param request which page
     * @return the page
     * @throws HistoryTokenException if its token cannot be read
     * @throws NotRecordedException if the entity or what is looked for is not recorded
     */
    public HistoryPage page(HistoryRequest request) {
        return session.page(new HistorySession.Subject(entity, null, filter), request);
    }

    private TypeHistory with(HistoryFilter narrower) {
        return new TypeHistory(session, entity, narrower);
    }
}
