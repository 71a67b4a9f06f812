/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps the history of a session factory. Whatever is read is confined to the tenant of the session, in a number of statements
 * that does not depend on the number of entries. Safe for use by many threads.
 */
public interface HistoryBackend extends Service {

    /**
     * The entities whose history is kept.
     *
     * @param session of the factory
     * @return names of root entities, each of which stands for its hierarchy
     */
    Collection<String> entities(SharedSessionContractImplementor session);

    /**
     * Reads entries.
     *
     * @param session whose tenant they belong to
     * @param query which ones
     * @return at most {@link HistoryQuery#limit()} in the order of the query
     * @throws NotRecordedException if the query names what is not recorded
     * @throws HistoryTenantException if nothing tells whose the entries are
     */
    List<HistoryEntry> entries(SharedSessionContractImplementor session, HistoryQuery query);

    /**
     * The last revision up to an instant.
     *
     * @param session in which to look
     * @param entity the name of an entity whose history has such revisions
     * @param at the instant, inclusive
     * @return its number, or empty if history begins later
     */
    Optional<Long> revisionAt(SharedSessionContractImplementor session, String entity, Instant at);

    /**
     * An entity as it was.
     *
     * @param session whose tenant it belongs to
     * @param key which entity
     * @param revision at the end of which it is seen
     * @return a detached instance that loads its collections in the session, or null if it was not there
     */
    @Nullable
    Object state(SharedSessionContractImplementor session, HistoryKey key, long revision);

    /**
     * Gives an entity what is recorded of it. What is generated stays: identifier, version, stamps, tenant.
     *
     * @param session that manages the target
     * @param state of {@link #state}
     * @param target an instance of the same entity
     */
    void copy(SharedSessionContractImplementor session, Object state, Object target);

    /**
     * Compares an entity with itself.
     *
     * @param session whose tenant it belongs to
     * @param key which entity
     * @param from the number of one revision
     * @param to the number of another, earlier or later
     * @return what differs, by path
     */
    List<AttributeChange> changes(SharedSessionContractImplementor session, HistoryKey key, long from, long to);
}
