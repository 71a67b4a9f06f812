/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.EndLevel;
import dev.hibernateext.it.cache.Offers.Offer;
import dev.hibernateext.it.cache.Offers.Seller;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was known of the writes that ended results. */
@HibernateExtTest(
        entities = {Offer.class, Seller.class, Voucher.class},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultLevelsTest {

    private final SessionFactoryScope scope;

    ResultLevelsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void fill() {
        Shop.in(scope, "red", session -> {
            session.persist(new Offer(1, 1));
            session.persist(new Voucher(1, "red"));
        });
    }

    @ParameterizedTest
    @MethodSource("writes")
    void isCountedOnceForEachEnd(@Nullable EndLevel level, Consumer<Session> write) {
        read();

        Shop.in(scope, "red", write);

        assertLevels(level, level == null ? 0 : 1);
        assertLevels(null, 0);
    }

    /** What a write going on has written so far is not looked at. */
    @Test
    void isTheTableWhileAWriteIsGoingOn() {
        read();
        try (var writer =
                scope.factory().withOptions().tenantIdentifier((Object) "blue").openSession()) {
            writer.beginTransaction();
            Offers.offer(writer, 1).note = "new";
            writer.flush();

            assertLevels(EndLevel.TABLE, 1);

            writer.getTransaction().rollback();
        }
    }

    private void assertLevels(@Nullable EndLevel level, int count) {
        var before = CachedResults.of(scope.factory()).statistics();
        read();
        var after = CachedResults.of(scope.factory()).statistics();
        for (var one : EndLevel.values()) {
            assertThat(after.endedByWrites(one) - before.endedByWrites(one))
                    .as("%s", one)
                    .isEqualTo(one == level ? count : 0);
        }
        assertThat(after.ended(EndCause.WRITE) - before.ended(EndCause.WRITE)).isEqualTo(count);
    }

    private void read() {
        Shop.in(scope, "red", session -> {
            CachedQuery.of(session.createSelectionQuery("select name from Offer where category = ?1", String.class)
                            .setParameter(1, 1))
                    .getResultList();
            CachedQuery.of(session.createSelectionQuery("select text from Voucher", String.class))
                    .getResultList();
        });
    }

    /** Some writes, each with the level at which it ends one of the two results. */
    static Stream<Arguments> writes() {
        return Stream.of(
                write(EndLevel.TABLE, "delete Offer where number = 9"),
                write(EndLevel.TENANT, "delete Voucher where id = 9"),
                write(EndLevel.COLUMN, "update Offer set name = 'new'"),
                write(EndLevel.COLUMN, "update Voucher set text = 'new'"),
                write(
                        EndLevel.TABLE,
                        session -> session.createNativeMutationQuery("update Offer set name = 'new'")
                                .executeUpdate()),
                write(EndLevel.ROW, session -> Offers.offer(session, 1).name = "new"),
                write(EndLevel.ROW, session -> session.persist(new Offer(2, 1))),
                write(null, session -> session.persist(new Offer(2, 2))),
                write(null, session -> Offers.offer(session, 1).note = "new"));
    }

    private static Arguments write(EndLevel level, String statement) {
        return write(level, session -> session.createMutationQuery(statement).executeUpdate());
    }

    private static Arguments write(@Nullable EndLevel level, Consumer<Session> work) {
        return Arguments.of(level, work);
    }
}
