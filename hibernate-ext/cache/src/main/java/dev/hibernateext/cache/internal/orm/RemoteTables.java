/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import dev.hibernateext.core.change.internal.ExecutionWatch.Own;
import dev.hibernateext.core.change.internal.Joining;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells Redis which tables a transaction writes, before it commits, and when it has ended, which columns it wrote there. Whether a result is
 * fresh is said in Redis, when it is looked for. Safe for use by many threads.
 */
final class RemoteTables implements WrittenRows, ReachedResults {

    private final TimestampsRegion region;
    private final RedisRegionFactory regions;
    private final WrittenEntities entities;
    private final QueriedColumns queried = new QueriedColumns();
    private final ResultNames names = new ResultNames();
    private volatile boolean seesStatements;

    RemoteTables(TimestampsRegion region, RedisRegionFactory regions, Set<ColumnGuard> guards) {
        this.region = region;
        this.regions = regions;
        this.entities = new WrittenEntities(regions::mapped, guards);
    }

    /** Made by Hibernate where query results are cached. */
    public static final class Factory extends RemoteTablesFactory {

        /** Found by name. */
        public Factory() {
            super(EnumSet.allOf(ColumnGuard.class));
        }
    }

    /** From now on it is told of statements, before the first of them. */
    void statementsAreSeen() {
        seesStatements = true;
    }

    private RemoteChanges changes() {
        return regions.changes();
    }

    @Override
    public TimestampsRegion getRegion() {
        return region;
    }

    /** Hibernate calls this at each flush that writes. */
    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        announce(spaces, session);
        var tables = Arrays.asList(spaces);
        lock(names.written(tables, Reach.of(session), session), unkept(tables, session), session);
    }

    private static void announce(String[] spaces, SharedSessionContractImplementor session) {
        if (Joining.isJoined(session)) {
            SessionWrites.of(session).announce(spaces);
        }
    }

    /** In one step, what is written, and whose versions that leaves as they are. */
    private void lock(Map<String, String> written, Set<String> passed, SharedSessionContractImplementor session) {
        if (Joining.isJoined(session)) {
            var all = new HashMap<>(written);
            passed.forEach(name -> all.put(name, SessionLocks.NO_TABLE));
            SessionLocks.of(session).take(all, changes(), session);
        } else {
            changes().lock(passed);
            changes().change(written.keySet());
        }
    }

    /** Tables that have no version here may have one in the mapping of another node. */
    private Set<String> unkept(Collection<String> spaces, SharedSessionContractImplementor session) {
        return entities.have(ColumnGuard.VERSIONS_OF_OTHER_MAPPINGS)
                ? passed(spaces.stream()
                        .filter(space -> !seesStatements
                                || !entities.table(space, session.getFactory()).isKeptByVersion())
                        .toList())
                : Set.of();
    }

    private Set<String> passed(Collection<String> spaces) {
        return entities.have(ColumnGuard.VERSIONS_NOT_PASSED)
                ? spaces.stream().map(ResultNames::passes).collect(Collectors.toSet())
                : Set.of();
    }

    @Override
    public void passVersions(Collection<String> spaces, SharedSessionContractImplementor session) {
        lock(Map.of(), passed(spaces), session);
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        var untold = SessionLocks.of(session).untold(Arrays.asList(spaces));
        var changed =
                new HashSet<>(names.written(untold, Reach.of(session), session).keySet());
        changed.addAll(unkept(untold, session));
        changes().change(changed);
        SessionWrites.of(session)
                .takeLater()
                .forEach((reach, reached) ->
                        changes().change(names.written(reached, reach, session).keySet()));
    }

    @Override
    public void reach(Reached reached, Reach own, SharedSessionContractImplementor session) {
        passVersions(reached.changed(), session);
        reach(reached.own(), own, session);
        reach(reached.ofAll(), Reach.ALL, session);
    }

    private void reach(Set<String> spaces, Reach reach, SharedSessionContractImplementor session) {
        if (Joining.isJoined(session)) {
            SessionWrites.of(session).widen(spaces);
        } else {
            SessionWrites.of(session).endLater(spaces, reach);
        }
        lock(names.written(spaces, reach, session), unkept(spaces, session), session);
    }

    /** A statement of HQL or the criteria API, which Hibernate has just announced if the session has events. */
    void beginOwn(Own statement, SharedSessionContractImplementor session) {
        if (entities.narrow(statement, session)) {
            passVersions(statement.tables(), session);
        }
        if (!regions.tellsColumnsApart()) {
            SessionWrites.of(session).widen(statement.tables());
        }
    }

    /** A native statement, which may write rows of all tenants. */
    void beginNative(Set<String> tables, SharedSessionContractImplementor session) {
        announce(tables.toArray(String[]::new), session);
        lock(names.written(tables, Reach.ALL, session), passed(tables), session);
    }

    void endNative(Set<String> tables, SharedSessionContractImplementor session) {
        if (!Joining.isJoined(session)) {
            changes().change(names.written(tables, Reach.ALL, session).keySet());
        }
    }

    @Override
    public void updated(PostUpdateEvent event) {
        if (regions.tellsColumnsApart()) {
            entities.updated(event, Set.of());
        }
    }

    @Override
    public void inserted(PostInsertEvent event) {
        if (regions.tellsColumnsApart()) {
            entities.inserted(event, Set.of());
        }
    }

    /** What ends a result of the query. */
    List<String> read(Cacheable query, SharedSessionContractImplementor session) {
        return names.read(query.tables(), query.isNative() ? Reach.ALL : Reach.of(session), session);
    }

    /**
     * The words of the query among which are the columns it reads; null if it may read any, or one that changes with any other, as those that
     * write it need not know.
     */
    @Nullable
    Set<String> columns(Cacheable query, SessionFactoryImplementor factory) {
        var read = queried.columns(query, regions.mapped());
        return query.tables().stream()
                        .anyMatch(space -> entities.table(space, factory).isFilledIn(read))
                ? null
                : read.words();
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return isUpToDate(Set.of(spaces), timestamp, session);
    }

    /** Of what Redis has given this session just now. */
    @Override
    public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        return !SessionLocks.of(session).areWritten(spaces);
    }
}
