/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Offers.Offer;
import dev.hibernateext.it.cache.Offers.Seller;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.OptimisticLockException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Transactions of three sessions, the steps of which come in random order, each writing rows of its own in all ways. A query with a predicate answers from the cache
 * as it does without it in the same session. {@code -Dhibernateext.cache.steps} and {@code hibernateext.seed} change what is done.
 */
@HibernateExtTest(
        entities = {Offer.class, Seller.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultOracleIT {

    private static final int STEPS = Integer.getInteger("hibernateext.cache.steps", 1_500);
    private static final int ACTORS = 3;
    private static final int ROWS = 9;
    private static final int CATEGORIES = 3;
    private static final List<String> QUERIES = List.of(
            "select number, amount from Offer where category = ?1 order by number",
            "select count(*) from Offer where category = ?1 and active = true",
            "select name, note from Offer where number = ?1",
            "select number from Offer where category in (?1, 7) order by number",
            "select number, category from Offer where amount = ?1 * 1L order by number",
            "from Offer where category = ?1 order by number");

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final @Nullable Session[] sessions = new Session[ACTORS];
    private final SessionFactoryScope scope;

    ResultOracleIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void findsNothingStale() {
        var statistics = scope.factory().getStatistics();
        statistics.setStatisticsEnabled(true);
        scope.inTransaction(session -> {
            for (var number = 0; number < ROWS; number++) {
                session.persist(new Offer(number, number % CATEGORIES));
            }
        });
        try {
            for (var step = 0; step < STEPS; step++) {
                take(step, random.nextInt(ACTORS));
            }
        } finally {
            for (var actor = 0; actor < ACTORS; actor++) {
                if (sessions[actor] != null) {
                    end(actor, false);
                }
            }
        }
        assertThat(statistics.getQueryCacheHitCount()).isPositive();
    }

    private void take(int step, int actor) {
        var open = sessions[actor];
        var session = open == null ? scope.openSession() : open;
        sessions[actor] = session;
        try {
            if (!session.getTransaction().isActive()) {
                session.beginTransaction();
            }
            switch (random.nextInt(8)) {
                case 0 -> session.getTransaction().commit();
                case 1 -> end(actor, random.nextBoolean());
                case 2, 3, 4 -> write(session, actor + ACTORS * random.nextInt(ROWS / ACTORS));
                default -> check(session, step);
            }
        } catch (OptimisticLockException e) {
            end(actor, false);
        }
    }

    private void end(int actor, boolean commits) {
        try (var session = requireNonNull(sessions[actor])) {
            sessions[actor] = null;
            if (commits) {
                session.getTransaction().commit();
            } else if (session.getTransaction().isActive()) {
                session.getTransaction().rollback();
            }
        }
    }

    private void check(Session session, int step) {
        var query = QUERIES.get(random.nextInt(QUERIES.size()));
        var parameter = random.nextInt(CATEGORIES);
        assertThat(answer(session, query, true, parameter))
                .as("step %d, seed %d: %s", step, seed, query)
                .isEqualTo(answer(session, query, false, parameter));
    }

    private static String answer(Session session, String query, boolean cached, int parameter) {
        return Arrays.deepToString(
                Offers.answer(session, query, cached, parameter).toArray());
    }

    private void write(Session session, int number) {
        var found = session.createSelectionQuery("from Offer where number = ?1", Offer.class)
                .setParameter(1, number)
                .getSingleResultOrNull();
        if (found == null) {
            session.persist(new Offer(number, random.nextInt(CATEGORIES)));
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> session.remove(found);
            case 1 ->
                session.createMutationQuery("update Offer set category = ?1 where id = ?2")
                        .setParameter(1, random.nextInt(CATEGORIES))
                        .setParameter(2, found.id)
                        .executeUpdate();
            case 2 ->
                session.createNativeMutationQuery("update Offer set amount = ?1 where id = ?2")
                        .setParameter(1, random.nextInt(CATEGORIES))
                        .setParameter(2, found.id)
                        .executeUpdate();
            case 3 -> takeBack(session, found);
            default -> change(found);
        }
        session.flush();
    }

    private void takeBack(Session session, Offer offer) {
        session.doWork(connection -> {
            var savepoint = connection.setSavepoint();
            change(offer);
            session.flush();
            connection.rollback(savepoint);
        });
    }

    private void change(Offer offer) {
        switch (random.nextInt(5)) {
            case 0 -> offer.category = random.nextInt(CATEGORIES);
            case 1 -> offer.amount = random.nextInt(CATEGORIES);
            case 2 -> offer.name = "name " + random.nextInt();
            case 3 -> offer.note = "note " + random.nextInt();
            default -> offer.active = !offer.active;
        }
    }
}
