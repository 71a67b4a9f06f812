/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.query.EndLevel;
import dev.hibernateext.cache.query.internal.WriteLevels;
import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import dev.hibernateext.core.change.internal.ExecutionWatch.Native;
import dev.hibernateext.core.change.internal.ExecutionWatch.Own;
import dev.hibernateext.core.change.internal.Joining;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which tables are being written, and when each was last, by tenant, so that a cached query result is used only if it was read by a
 * transaction that began after the last write of its rows ended, while no other is going on. Safe for use by many threads.
 *
 * <p>Hibernate keeps one time for each table in a cache, which may lose it, and which the transaction that ends first sets for all others
 * that are writing.
 */
final class TableWrites implements WrittenRows, ReachedResults, WriteLevels {

    private final TimestampsRegion region;
    private final RegionFactory regions;
    private final OwnedTables owned = new OwnedTables();
    private final ConcurrentMap<String, Table> tables = new ConcurrentHashMap<>();
    private final WrittenEntities entities;
    private final QueriedColumns queried = new QueriedColumns();

    TableWrites(TimestampsRegion region, RegionFactory regions, Set<ColumnGuard> guards) {
        this.region = region;
        this.regions = regions;
        this.entities = new WrittenEntities(this::mapped, guards);
    }

    /** Made by Hibernate where query results are cached. */
    public static final class Factory extends TableWritesFactory {

        /** Found by name. */
        public Factory() {
            super(EnumSet.allOf(ColumnGuard.class));
        }
    }

    @Override
    public TimestampsRegion getRegion() {
        return region;
    }

    /** Hibernate calls this at each flush that writes, before its statements. */
    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        if (session.isTransactionInProgress()) {
            SessionWrites.of(session).announce(spaces);
            SessionWrites.of(session).began(begin(Arrays.asList(spaces), reach(session), session));
        } else {
            invalidate(spaces, session);
        }
    }

    private Map<String, Writes> begin(
            Collection<String> spaces, Reach reach, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var begun = Map.<String, Writes>of();
        for (var space : spaces) {
            var writes = table(space, session).begin(reach, session, now, now + regions.getTimeout());
            if (writes != null) {
                begun = SmallMap.with(begun, space, writes);
            }
        }
        if (!begun.isEmpty()) {
            var ended = begun;
            AfterCompletionCallback ending = (committed, by) -> end(ended, session);
            session.getTransactionCompletionCallbacks().registerCallback(ending);
        }
        return begun;
    }

    /**
     * A native statement is about to run, which may write rows of all tenants. Right before, Hibernate has taken each table for one that is being written, if the statement
     * declares none.
     */
    void beginNative(Native statement, SharedSessionContractImplementor session) {
        if (session.isEventSource() && statement.isTakenForAll()) {
            SessionWrites.of(session).spareAllBut(statement.tables(), session);
        }
        passVersions(statement.tables(), session);
        if (session.isTransactionInProgress()) {
            SessionWrites.of(session).announce(statement.tables().toArray(String[]::new));
            begin(statement.tables(), Reach.ALL, session);
        } else {
            written(statement.tables(), Reach.ALL, session);
        }
    }

    @Override
    public void reach(Reached reached, Reach own, SharedSessionContractImplementor session) {
        passVersions(reached.changed(), session);
        reach(reached.own(), own, session);
        reach(reached.ofAll(), Reach.ALL, session);
    }

    /** Outside a transaction the end of the statement is told by {@link #invalidate}. */
    private void reach(Set<String> spaces, Reach reach, SharedSessionContractImplementor session) {
        if (Joining.isJoined(session)) {
            SessionWrites.of(session).widen(spaces);
            begin(spaces, reach, session);
        } else {
            written(spaces, reach, session);
            SessionWrites.of(session).endLater(spaces, reach);
        }
    }

    /** A statement of HQL or the criteria API, which Hibernate has just announced if the session has events. */
    void beginOwn(Own statement, SharedSessionContractImplementor session) {
        if (entities.narrow(statement, session)) {
            passVersions(statement.tables(), session);
        }
    }

    /** Before such a statement runs, so that an update of a row it has changed ends after this. */
    @Override
    public void passVersions(Collection<String> spaces, SharedSessionContractImplementor session) {
        if (!entities.have(ColumnGuard.VERSIONS_NOT_PASSED)) {
            return;
        }
        var isJoined = Joining.isJoined(session);
        for (var space : spaces) {
            var passes = table(space, session).passes();
            if (!isJoined) {
                passes.neverEnd();
            } else if (passes.begin(session, regions.nextTimestamp())) {
                AfterCompletionCallback ending = (committed, by) -> passes.end(session, regions.nextTimestamp());
                session.getTransactionCompletionCallbacks().registerCallback(ending);
            }
        }
    }

    /** While nobody looks for results of its tables, it does not matter how, and nothing is made for it. */
    @Override
    public void updated(PostUpdateEvent event) {
        var read = read(event.getPersister().getPropertySpaces(), event.getSession());
        if (read != null) {
            entities.updated(event, read.watched());
        }
    }

    @Override
    public void inserted(PostInsertEvent event) {
        var read = read(event.getPersister().getPropertySpaces(), event.getSession());
        if (read != null) {
            entities.inserted(event, read.watched());
        }
    }

    /** The first of which results are looked for; called for each row that is written. */
    private @Nullable Table read(String[] spaces, SharedSessionContractImplementor session) {
        for (var space : spaces) {
            var table = table(space, session);
            if (table.isRead()) {
                return table;
            }
        }
        return null;
    }

    void read(Cacheable query, SharedSessionContractImplementor session) {
        var rows = rows(query);
        query.tables().forEach(space -> table(space, session).read(rows));
    }

    private ReadRows rows(@Nullable Cacheable query) {
        var rows = query == null ? ReadRows.ALL : queried.of(query, mapped());
        return regions instanceof BoundedRegionFactory bounded && bounded.tellsRowsApart() ? rows : rows.all();
    }

    /** After a rollback too: the transaction itself may have cached what it read of its own writes. */
    private void end(Map<String, Writes> written, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var known = SessionWrites.of(session);
        written.forEach((space, writes) ->
                writes.end(session, table(space, session).settled(known.columns(space), session, now), now));
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        SessionWrites.of(session).takeLater().forEach((reach, reached) -> written(reached, reach, session));
        var told = SessionWrites.of(session).end();
        var reach = reach(session);
        var now = regions.nextTimestamp();
        for (var space : spaces) {
            if (!told.contains(space)) {
                table(space, session).written(reach, now);
            }
        }
    }

    private void written(Collection<String> spaces, Reach reach, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        for (var space : spaces) {
            table(space, session).written(reach, now);
        }
    }

    private Table table(String space, SharedSessionContractImplementor session) {
        var known = tables.get(space);
        return known != null ? known : tables.computeIfAbsent(space, name -> newTable(name, session.getFactory()));
    }

    private Table newTable(String space, SessionFactoryImplementor factory) {
        return new Table(space, owned.areOwned(space, factory), entities.table(space, factory));
    }

    private MappedColumns mapped() {
        return regions instanceof BoundedRegionFactory bounded ? bounded.mapped() : MappedColumns.NONE;
    }

    /** Where statements are not seen, a native one is taken for one of the session's tenant. */
    private Reach reach(SharedSessionContractImplementor session) {
        return regions instanceof BoundedRegionFactory bounded && bounded.seesStatements()
                ? Reach.of(session)
                : Reach.ALL;
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return isUpToDate(Arrays.asList(spaces), timestamp, session);
    }

    @Override
    public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        var look = look(timestamp, session);
        var reach = reachOfReads(session);
        return spaces.stream().map(tables::get).allMatch(table -> table == null || table.isQuiet(look, reach));
    }

    private Look look(long timestamp, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var query = SessionReads.of(session).query();
        return new Look(session, rows(query), Math.min(timestamp, began(session)), now);
    }

    private Reach reachOfReads(SharedSessionContractImplementor session) {
        var query = SessionReads.of(session).query();
        return query != null && query.isNative() ? Reach.ALL : reach(session);
    }

    @Override
    public EndLevel endedBy(Collection<String> spaces, long since, SharedSessionContractImplementor session) {
        var look = look(since, session);
        var reach = reachOfReads(session);
        return spaces.stream()
                .map(tables::get)
                .filter(Objects::nonNull)
                .map(table -> table.level(look, reach))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(EndLevel.TABLE);
    }

    /** A transaction may go on to see what it saw first, so what is newer than its beginning is not for it, as for entities. */
    private static long began(SharedSessionContractImplementor session) {
        return session.isTransactionInProgress()
                ? session.getCacheTransactionSynchronization().getCachingTimestamp()
                : Long.MAX_VALUE;
    }
}
