/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.core.HibernateExt;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Lets histories become no older than they may. Immutable: each method that says something makes another one.
 *
 * <pre>{@code
 * var report = HistoryRetention.of(sessionFactory)
 *         .keep(Order.class, Duration.ofDays(3650))
 *         .keep(Visit.class, Duration.ofDays(90))
 *         .prune();
 * }</pre>
 *
 * <p>What every entity was at any instant of the time that is kept can still be told: the state an entity had when that time began
 * stays, and what was superseded or deleted by then goes. Work is done in chunks, by the clock of the factory, in the tenant of the sessions.
 */
public final class HistoryRetention {

    private static final int CHUNK = 500;

    private final ChunkWork work;
    private final SessionFactoryImplementor factory;
    private final Map<String, Duration> kept;
    private final int chunk;

    private HistoryRetention(ChunkWork work, SessionFactoryImplementor factory, Map<String, Duration> kept, int chunk) {
        this.work = work;
        this.factory = factory;
        this.kept = kept;
        this.chunk = chunk;
    }

    /**
     * With a session and a transaction for each chunk. What a failure leaves behind, the next call finds.
     *
     * @param sessionFactory which keeps a history; sessions are opened for the tenant in force
     * @return nothing is due yet
     */
    public static HistoryRetention of(SessionFactory sessionFactory) {
        return new HistoryRetention(
                ChunkWork.apart(sessionFactory),
                sessionFactory.unwrap(SessionFactoryImplementor.class),
                Map.of(),
                CHUNK);
    }

    /**
     * In the transaction of a session, such as that of an administrator of all tenants.
     *
     * @param entityManager an open session or entity manager; a proxy of a container is unwrapped
     * @return nothing is due yet
     */
    public static HistoryRetention of(EntityManager entityManager) {
        var session = entityManager.unwrap(SessionImplementor.class);
        return new HistoryRetention(ChunkWork.within(session), session.getFactory(), Map.of(), CHUNK);
    }

    /**
     * How long the history of a type is kept. Types that are not named are kept for ever.
     *
     * @param type the entity; its hierarchy has one history
     * @param time how long, positive
     * @return with it
     * @throws IllegalArgumentException if the time is not positive
     */
    public HistoryRetention keep(Class<?> type, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A history is kept for a positive time, not " + time);
        }
        var root = factory.getMappingMetamodel().getEntityDescriptor(type).getRootEntityName();
        var more = new LinkedHashMap<>(kept);
        more.put(root, time);
        return new HistoryRetention(work, factory, more, chunk);
    }

    /**
     * How many rows are deleted together, 500 unless told.
     *
     * @param rows from 1 to 10000
     * @return with it
     * @throws IllegalArgumentException if the number is out of range
     */
    public HistoryRetention inChunksOf(int rows) {
        if (rows < 1 || rows > 10_000) {
            throw new IllegalArgumentException("A chunk has from 1 to 10000 rows, not " + rows);
        }
        return new HistoryRetention(work, factory, kept, rows);
    }

    /**
     * Deletes what is due, and revisions that have no entries any more: three statements for a chunk, and a batch for each of its tables.
     *
     * @return what was deleted
     * @throws dev.hibernateext.history.NotRecordedException if Envers does not record a type; nothing is deleted then
     */
    public RetentionReport prune() {
        return archive(rows -> {});
    }

    /**
     * Hands over what is due, chunk by chunk, and deletes it. A chunk that was handed over may come again after a failure; none is
     * deleted that was not handed over.
     *
     * @param archive takes the rows
     * @return what was handed over and deleted
     * @throws dev.hibernateext.history.NotRecordedException if Envers does not record a type; nothing is deleted then
     */
    public RetentionReport archive(HistoryArchive archive) {
        var now = HibernateExt.of(factory).clock().instant();
        var run = new PruneRun(work, chunk, archive);
        run.check(kept.keySet());
        var counts = new LinkedHashMap<String, RetentionReport.Counts>();
        kept.forEach((root, time) -> counts.put(root, run.type(root, now.minus(time))));
        return new RetentionReport(counts, run.revisions());
    }
}
