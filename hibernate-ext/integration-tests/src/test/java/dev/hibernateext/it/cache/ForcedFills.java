/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/**
 * Interleavings of reads, commits and fills: while one session is between the statement and the end of its load, two others write, one of which
 * rolls back, and something changes past Hibernate and is invalidated. After each step, a cached query has to answer as one without the cache.
 *
 * @param writing where is written and invalidated
 * @param reading where is loaded and read
 * @param invalidates what changes past Hibernate
 * @param afterStep done after each step
 */
record ForcedFills(SessionFactoryScope writing, SessionFactoryScope reading, boolean invalidates, Runnable afterStep) {

    static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final String KEY = "boxes";

    ForcedFills(SessionFactoryScope scope) {
        this(scope, scope);
    }

    ForcedFills(SessionFactoryScope writing, SessionFactoryScope reading) {
        this(writing, reading, true, () -> {});
    }

    ForcedFills withoutInvalidation() {
        return new ForcedFills(writing, reading, false, afterStep);
    }

    ForcedFills afterEach(Runnable step) {
        return new ForcedFills(writing, reading, invalidates, step);
    }

    /** Another node hears of a change at its first look, keeps what it reads at its second, and finds that at its third. */
    private int looks() {
        return writing == reading ? 1 : 3;
    }

    /** In how many of them something stale was seen. */
    int stale(int interleavings) {
        var random = new Random(SEED);
        writing.inTransaction(session -> {
            session.createMutationQuery("delete Box").executeUpdate();
            List.of(0, 1, 2).forEach(id -> session.persist(new Box(id, "new")));
        });
        var stale = 0;
        for (var round = 0; round < interleavings; round++) {
            try (var run = new Run(this)) {
                stale += run.isExact(random) ? 0 : 1;
            }
            // What is recorded of a million would not fit.
            writing.dataSource().recorder().clear();
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

        private final ForcedFills on;
        private final Session writer;
        private final Session idler;
        private final Session loader;
        private final String value = "value " + number++;
        private boolean exact = true;

        Run(ForcedFills on) {
            this.on = on;
            this.writer = on.writing.openSession();
            this.idler = on.writing.openSession();
            this.loader = on.reading.openSession();
        }

        boolean isExact(Random random) {
            CachedResults.of(on.writing.factory()).invalidateAll();
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
                look();
            }
        }

        private void look() {
            for (var turn = 0; turn < on.looks(); turn++) {
                exact &= on.reading.fromTransaction(Run::isExact);
            }
            on.afterStep.run();
        }

        private void load(List<Step> meanwhile) {
            Gate.inside(() -> meanwhile.forEach(step -> {
                take(step);
                look();
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
                case READ -> on.reading.<List<String>>fromTransaction(Run::names);
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
            try (var connection = on.writing.dataSource().getConnection();
                    var statement = connection.prepareStatement("update Box set name = ? where id = 2")) {
                statement.setString(1, value);
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            if (on.invalidates) {
                CachedResults.of(on.writing.factory()).invalidateKey(KEY);
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
