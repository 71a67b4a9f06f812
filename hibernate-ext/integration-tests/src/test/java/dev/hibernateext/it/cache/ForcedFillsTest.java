/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;
import org.hibernate.cache.internal.TimestampsCacheDisabledImpl;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.Test;

/**
 * Interleavings of reads, commits and fills: while one session is between the statement and the end of its load, two others write, one of which
 * rolls back, and something changes past Hibernate and is invalidated. After each step, a cached query answers as one without the cache. More of
 * them with {@code -Dhibernateext.cache.interleavings=1000000}.
 */
@HibernateExtTest(
        entities = ForcedFillsTest.Box.class,
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ForcedFillsTest {

    private static final int INTERLEAVINGS = Integer.getInteger("hibernateext.cache.interleavings", 1_000);
    private static final int FEW = 60;
    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final String KEY = "boxes";

    private final SessionFactoryScope scope;

    ForcedFillsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void neverShowAStaleResult() throws SQLException {
        assertThat(stale(scope, INTERLEAVINGS, true)).as("seed %d", SEED).isZero();
    }

    /** A blade: nobody looks who wrote. */
    @Test
    void showStaleResultsWhereWritesAreNotLookedAt() throws SQLException {
        try (var blind = scope.openAnother(
                settings -> settings.put("hibernate.cache.query_cache_factory", Blind.class.getName()))) {
            assertThat(stale(blind, FEW, true)).isPositive();
        }
    }

    /** A blade: what changes past Hibernate is not invalidated. */
    @Test
    void showStaleResultsWhereNothingIsInvalidated() throws SQLException {
        assertThat(stale(scope, FEW, false)).isPositive();
    }

    private static int stale(SessionFactoryScope in, int interleavings, boolean invalidates) throws SQLException {
        var random = new Random(SEED);
        in.inTransaction(session -> {
            session.createMutationQuery("delete Box").executeUpdate();
            List.of(0, 1, 2).forEach(id -> session.persist(new Box(id, "new")));
        });
        var stale = 0;
        for (var round = 0; round < interleavings; round++) {
            try (var run = new Run(in, invalidates)) {
                stale += run.isExact(random) ? 0 : 1;
            }
            // What is recorded of a million would not fit.
            in.dataSource().recorder().clear();
        }
        return stale;
    }

    private enum Step {
        WRITE,
        COMMIT,
        WRITE_IN_VAIN,
        ROLL_BACK,
        CHANGE_PAST_HIBERNATE,
        READ,
        BEGIN_LOADER,
        LOAD,
        FILL,
        END_LOADER;

        /** The steps in any order in which each comes after what it needs. */
        static List<Step> anyOrder(Random random) {
            var steps = new ArrayList<>(List.of(values()));
            Collections.shuffle(steps, random);
            put(steps, WRITE, COMMIT);
            put(steps, WRITE_IN_VAIN, ROLL_BACK);
            put(steps, BEGIN_LOADER, LOAD, FILL, END_LOADER);
            return steps;
        }

        private static void put(List<Step> steps, Step... ordered) {
            var places = new ArrayList<Integer>();
            for (var step : ordered) {
                places.add(steps.indexOf(step));
            }
            Collections.sort(places);
            for (var at = 0; at < ordered.length; at++) {
                steps.set(places.get(at), ordered[at]);
            }
        }
    }

    /** One interleaving. What comes between the load and the fill runs while the loader reads its first row. */
    private static final class Run implements AutoCloseable {

        private static int number;

        private final SessionFactoryScope scope;
        private final boolean invalidates;
        private final Session writer;
        private final Session idler;
        private final Session loader;
        private final String value = "value " + number++;
        private boolean exact = true;

        Run(SessionFactoryScope scope, boolean invalidates) {
            this.scope = scope;
            this.invalidates = invalidates;
            this.writer = scope.openSession();
            this.idler = scope.openSession();
            this.loader = scope.openSession();
        }

        boolean isExact(Random random) {
            CachedResults.of(scope.factory()).invalidateAll();
            take(Step.anyOrder(random));
            return exact;
        }

        private void take(List<Step> steps) {
            for (var at = 0; at < steps.size(); at++) {
                if (steps.get(at) == Step.LOAD) {
                    var fill = steps.indexOf(Step.FILL);
                    load(steps.subList(at + 1, fill));
                    at = fill;
                } else {
                    take(steps.get(at));
                }
                exact &= scope.fromTransaction(Run::isExact);
            }
        }

        private void load(List<Step> meanwhile) {
            Gate.inside(() -> meanwhile.forEach(step -> {
                take(step);
                exact &= scope.fromTransaction(Run::isExact);
            }));
            names(loader);
            exact &= isExact(loader);
        }

        private void take(Step step) {
            switch (step) {
                case WRITE -> write(writer, 0);
                case COMMIT -> writer.getTransaction().commit();
                case WRITE_IN_VAIN -> write(idler, 1);
                case ROLL_BACK -> idler.getTransaction().rollback();
                case CHANGE_PAST_HIBERNATE -> changePastHibernate();
                case READ -> scope.<List<String>>fromTransaction(Run::names);
                case BEGIN_LOADER -> loader.beginTransaction();
                case END_LOADER -> loader.getTransaction().commit();
                default -> throw new IllegalStateException("No step by itself: " + step);
            }
        }

        private void write(Session session, int id) {
            session.beginTransaction();
            session.find(Box.class, id).name = value;
            session.flush();
            exact &= isExact(session);
        }

        private void changePastHibernate() {
            try (var connection = scope.dataSource().getConnection();
                    var statement = connection.prepareStatement("update Box set name = ? where id = 2")) {
                statement.setString(1, value);
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            if (invalidates) {
                CachedResults.of(scope.factory()).invalidateKey(KEY);
            }
        }

        private static boolean isExact(Session session) {
            return names(session).equals(query(session).getResultList());
        }

        private static List<String> names(Session session) {
            return CachedQuery.of(query(session)).key(KEY).getResultList();
        }

        private static SelectionQuery<String> query(Session session) {
            return session.createSelectionQuery("select name from Box order by id", String.class);
        }

        @Override
        public void close() {
            writer.close();
            idler.close();
            loader.close();
        }
    }

    /** Finds everything up to date. */
    public static final class Blind implements TimestampsCacheFactory {

        /** Found by name. */
        public Blind() {}

        @Override
        public TimestampsCache buildTimestampsCache(CacheImplementor cache, TimestampsRegion region) {
            return new TimestampsCacheDisabledImpl() {

                @Override
                public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
                    return true;
                }

                @Override
                public boolean isUpToDate(
                        Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
                    return true;
                }
            };
        }
    }

    /** Something happens where its name is read. */
    @Entity(name = "Box")
    static class Box {

        @Id
        int id;

        @Convert(converter = Gate.class)
        String name = "";

        Box() {}

        Box(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
