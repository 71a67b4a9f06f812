/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static dev.hibernateext.it.cache.Offers.answer;
import static dev.hibernateext.it.cache.Offers.offer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Offers.Offer;
import dev.hibernateext.it.cache.Offers.Seller;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cached results end with the rows they read, and stay when others are written. */
@HibernateExtTest(
        entities = {Offer.class, Seller.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultRowsIT {

    private static final String NAMES = "select name from Offer where category = ?1 order by number";

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    ResultRowsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    /** Three offers, each in a category of its own. */
    @BeforeEach
    void fill() {
        scope.inTransaction(session -> {
            for (var i = 1; i <= 3; i++) {
                var offer = new Offer(i, i);
                offer.active = i == 1;
                offer.seller = new Seller(i, i);
                session.persist(offer.seller);
                session.persist(offer);
            }
        });
    }

    /** Queries on what the first offer has and the others do not. */
    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of(NAMES, new Object[] {1}),
                Arguments.of("select name from Offer where amount = ?1", new Object[] {1L}),
                Arguments.of("select name from Offer where active = ?1", new Object[] {true}),
                Arguments.of("select name from Offer where owner = ?1", new Object[] {new UUID(0, 1)}),
                Arguments.of("select name from Offer where seller.id = ?1", new Object[] {1}),
                Arguments.of("select name from Offer where category in (?1, ?2)", new Object[] {1, 9}),
                Arguments.of("select name from Offer where name <> ?1 and category = ?2", new Object[] {"-", 1}),
                Arguments.of("select count(*), max(name) from Offer where category = ?1", new Object[] {1}),
                Arguments.of("from Offer where category = ?1", new Object[] {1}),
                Arguments.of(
                        "select o.name, s.name from Offer o join o.seller s where o.category = ?1", new Object[] {1}));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void stayWhenOtherRowsAreWritten(String query, Object... parameters) {
        answer(scope, query, parameters);
        scope.inTransaction(session -> offer(session, 2).name = "other");
        scope.inTransaction(session -> offer(session, 3).category = 2);
        scope.inTransaction(session -> {
            var offer = new Offer(4, 4);
            offer.seller = session.find(Seller.class, 2);
            session.persist(offer);
        });
        statements.clear();

        answer(scope, query, parameters);

        statements.assertCount(0);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void endWhenTheirRowsAreWritten(String query, Object... parameters) {
        for (Consumer<Session> write : writes()) {
            answer(scope, query, parameters);
            scope.inTransaction(write);

            scope.inTransaction(session -> assertThat(Arrays.deepToString(
                            answer(session, query, true, parameters).toArray()))
                    .isEqualTo(Arrays.deepToString(
                            answer(session, query, false, parameters).toArray())));
        }
    }

    private static Iterable<Consumer<Session>> writes() {
        return Stream.<Consumer<Session>>of(
                        session -> offer(session, 1).name = "new",
                        session -> copy(offer(session, 1), offer(session, 2)),
                        session -> copy(new Offer(0, 7), offer(session, 2)),
                        session -> session.persist(copy(offer(session, 1), new Offer(5, 5))),
                        session -> session.remove(offer(session, 1)),
                        session -> session.createMutationQuery("update Offer set name = 'bulk'")
                                .executeUpdate(),
                        session -> session.createNativeMutationQuery("update Offer set name = 'native'")
                                .executeUpdate())
                .toList();
    }

    private static Offer copy(Offer from, Offer to) {
        to.category = from.category;
        to.amount = from.amount;
        to.active = from.active;
        to.owner = from.owner;
        to.seller = from.seller;
        return to;
    }

    @Test
    void endByTheIdentifierTheyAskFor() {
        var ids = scope.fromTransaction(session -> new int[] {offer(session, 1).id, offer(session, 2).id});
        var query = "select name from Offer where id = ?1";
        answer(scope, query, ids[0]);

        scope.inTransaction(session -> session.find(Offer.class, ids[1]).name = "other");
        statements.clear();
        answer(scope, query, ids[0]);
        statements.assertCount(0);

        scope.inTransaction(session -> session.find(Offer.class, ids[0]).name = "new");
        assertThat(answer(scope, query, ids[0]).toString()).isEqualTo("[new]");
    }

    /** A transaction that goes back to a savepoint, or takes back what it inserted, has read states of its own. */
    @Test
    void endWithStatesThatWereTakenBack() {
        answer(scope, NAMES, 1);
        scope.inTransaction(session -> {
            var offer = offer(session, 2);
            session.doWork(connection -> {
                var savepoint = connection.setSavepoint();
                offer.category = 1;
                session.flush();
                assertThat(answer(session, NAMES, true, 1)).hasSize(2);
                connection.rollback(savepoint);
            });
            var inserted = new Offer(6, 1);
            session.persist(inserted);
            session.flush();
            session.remove(inserted);
            session.detach(offer);
        });

        assertThat(answer(scope, NAMES, 1)).hasSize(1);
    }

    /** Another transaction moved the row that this one has read elsewhere, and an update without a version moves it back. */
    @Test
    void endWithRowsThatWereElsewhereThanTheirWriterThought() {
        var query = "select name from Seller where category = ?1";
        try (var session = scope.openSession()) {
            session.beginTransaction();
            var seller = session.find(Seller.class, 2);
            scope.inTransaction(other -> other.find(Seller.class, 2).category = 1);
            assertThat(answer(scope, query, 1)).hasSize(2);
            seller.name = "other";
            session.getTransaction().commit();
        }

        assertThat(answer(scope, query, 1)).hasSize(1);
    }

    /** Names that differ may be equal by collation, and prices after rounding. */
    @Test
    void endWithRowsWhoseValuesTheDatabaseCompares() {
        answer(scope, "select count(*) from Offer where name = ?1", "NAME");
        answer(scope, "select count(*) from Offer where price = ?1", new BigDecimal("1.00"));
        scope.inTransaction(session -> session.persist(new Offer(7, 7)));

        for (Object value : new Object[] {"NAME", new BigDecimal("1.00")}) {
            var query =
                    "select count(*) from Offer where %s = ?1".formatted(value instanceof String ? "name" : "price");
            scope.inTransaction(session ->
                    assertThat(answer(session, query, true, value)).isEqualTo(answer(session, query, false, value)));
        }
    }

    @Test
    void endWhereOneOfTwoConditionsIsEnough() {
        var query = "select name from Offer where category = ?1 or number = ?2 order by number";
        assertThat(answer(scope, query, 1, 2)).hasSize(2);

        scope.inTransaction(session -> offer(session, 2).name = "new");

        assertThat(answer(scope, query, 1, 2).toString()).isEqualTo("[name, new]");
    }
}
