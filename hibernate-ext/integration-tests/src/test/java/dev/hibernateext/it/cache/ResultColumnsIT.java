/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cached results end with the columns they are made of, and stay when others are written. */
@HibernateExtTest(
        entities = {Item.class, Lot.class, Bin.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultColumnsIT {

    private static final String NAMES = UpdateWay.NAMES;

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    ResultColumnsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        scope.inTransaction(session -> {
            session.persist(new Bin(1));
            var item = new Item();
            item.bin = session.getReference(Bin.class, 1);
            session.persist(item);
            session.persist(new Lot());
        });
    }

    @ParameterizedTest
    @EnumSource
    void stayWhenOtherColumnsAreWritten(UpdateWay way) {
        var before = answer(way.query());
        for (var i = 0; i < 3; i++) {
            way.write(scope, "note", "other " + i);
            statements.clear();

            assertThat(answer(way.query())).isEqualTo(before);
            statements.assertCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endWhenTheirColumnsAreWritten(UpdateWay way) {
        answer(way.query());
        for (var i = 0; i < 3; i++) {
            way.write(scope, "name", "other " + i);

            assertThat(answer(way.query())).isEqualTo(List.of("other " + i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from Item where note = 'note'",
                "select id from Item order by note",
                "select count(*) from Item group by note",
                "select max(note) from Item",
                "select count(*) from Item i join Bin b on b.note = i.note",
                "select b.id from Bin b where exists (select 1 from Item i where i.note = 'note')",
                "select i.version from Item i",
                "select i.id from Item i where i.version >= 0",
                "from Item"
            })
    void endWithEachColumnTheQueryNames(String query) {
        answer(query);

        scope.inTransaction(session -> UpdateWay.item(session).note = "other");
        statements.clear();

        answer(query);
        statements.assertCount(1);
    }

    @Test
    void stayWhereTheyOnlyCount() {
        answer("select count(*) from Item where shelf = 0");

        scope.inTransaction(session -> UpdateWay.item(session).note = "other");
        statements.clear();

        assertThat(answer("select count(*) from Item where shelf = 0")).isEqualTo(List.of(1L));
        statements.assertCount(0);
    }

    @Test
    void endWithRowsThatComeAndGo() {
        assertThat(answer(NAMES)).hasSize(1);

        scope.inTransaction(session -> session.persist(new Item()));
        assertThat(answer(NAMES)).hasSize(2);

        scope.inTransaction(
                session -> session.createMutationQuery("delete Item").executeUpdate());
        assertThat(answer(NAMES)).isEmpty();
    }

    @Test
    void endWithEverythingATransactionWrites() {
        answer(NAMES);

        scope.inTransaction(session -> {
            UpdateWay.item(session).note = "other";
            session.flush();
            session.createMutationQuery("update Item set name = 'new'").executeUpdate();
        });

        assertThat(answer(NAMES)).isEqualTo(List.of("new"));
    }

    @Test
    void endWhenColumnsAreWrittenBehindAnUpdateOfOthers() {
        answer(NAMES);

        scope.inTransaction(session -> {
            session.createMutationQuery("update Item set note = 'other'").executeUpdate();
            session.createNativeMutationQuery("update Item set name = 'new'").executeUpdate();
        });

        assertThat(answer(NAMES)).isEqualTo(List.of("new"));
    }

    @Test
    void stayForCachedQueriesToo() {
        assertThat(cached(NAMES)).containsExactly("name");

        scope.inTransaction(session -> UpdateWay.item(session).note = "other");
        assertThat(cached(NAMES)).containsExactly("name");
        assertThat(CachedResults.of(scope.factory()).statistics().ended(EndCause.WRITE))
                .isZero();

        scope.inTransaction(session -> UpdateWay.item(session).name = "new");
        assertThat(cached(NAMES)).containsExactly("new");
        assertThat(CachedResults.of(scope.factory()).statistics().ended(EndCause.WRITE))
                .isOne();
    }

    private List<String> cached(String query) {
        return scope.fromTransaction(session -> CachedQuery.of(session.createSelectionQuery(query, String.class))
                .getResultList());
    }

    private List<?> answer(String query) {
        return scope.fromTransaction(session -> session.createSelectionQuery(query, Object.class)
                .setCacheable(true)
                .getResultList());
    }
}
