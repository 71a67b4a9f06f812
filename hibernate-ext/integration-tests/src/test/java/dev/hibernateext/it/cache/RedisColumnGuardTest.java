/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.internal.orm.ColumnGuard;
import dev.hibernateext.cache.internal.orm.RemoteTablesFactory;
import dev.hibernateext.it.cache.Stock.Filled;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What one node has to know of another before a write is taken for one of some columns: each test shows the result that is found, and the
 * stale one that is found where the guard is off.
 */
@HibernateExtTest(entities = {Item.class, Stock.Bin.class, Filled.class})
class RedisColumnGuardTest {

    private static EmbeddedRedis redis;

    private final SessionFactoryScope scope;
    private final List<SessionFactory> open = new ArrayList<>();

    RedisColumnGuardTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeAll
    static void start() {
        redis = new EmbeddedRedis().settled();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        open.forEach(SessionFactory::close);
    }

    @Test
    void knowsOfStatementsInSqlThatPassVersionsOnAnotherNode() {
        Consumer<Session> renaming = session -> session.createNativeMutationQuery("update Item set name = 'new'")
                .executeUpdate();

        assertThat(namesAround(renaming, All.class)).isEqualTo("name");
        assertThat(namesAround(renaming, Passing.class)).isEqualTo("new");
    }

    @Test
    void knowsOfStatementsOfHqlThatPassVersionsOnAnotherNode() {
        Consumer<Session> renaming = session ->
                session.createMutationQuery("update Item set name = 'new'").executeUpdate();

        assertThat(namesAround(renaming, All.class)).isEqualTo("name");
        assertThat(namesAround(renaming, Passing.class)).isEqualTo("new");
    }

    /** One session has read a row, another node changes its name past its version, and the session writes its note, with the name it has read. */
    private String namesAround(Consumer<Session> other, Class<? extends RemoteTablesFactory> guards) {
        var prefix = EmbeddedRedis.newPrefix();
        var nodes = List.of(
                node(prefix, guards, Item.class, Stock.Bin.class), node(prefix, guards, Item.class, Stock.Bin.class));
        return namesAround(nodes, other);
    }

    private String namesAround(List<SessionFactory> nodes, Consumer<Session> other) {
        clear();
        nodes.get(0).inTransaction(session -> session.persist(new Item()));
        assertThat(settled(nodes, "select name from Item")).isEqualTo("name");
        nodes.get(0).inSession(session -> {
            session.beginTransaction();
            var item = UpdateWay.item(session);
            nodes.get(1).inTransaction(other);
            assertThat(settled(nodes, "select name from Item")).isEqualTo("new");
            item.note = "other";
            session.getTransaction().commit();
        });
        return settled(nodes, "select name from Item");
    }

    private void clear() {
        scope.inTransaction(session -> List.of("Item", "Filled")
                .forEach(entity ->
                        session.createMutationQuery("delete " + entity).executeUpdate()));
    }

    /** What nodes find in the end, when all have heard of the last change, and one has put what it read if nothing was there. */
    private static String settled(List<SessionFactory> nodes, String query) {
        Function<Session, Object> answer = session -> session.createSelectionQuery(query, Object.class)
                .setCacheable(true)
                .getSingleResult();
        for (var turn = 0; turn < 3; turn++) {
            nodes.forEach(node -> node.fromTransaction(answer));
        }
        return nodes.get(0).fromTransaction(answer).toString();
    }

    /** While a version is added, nodes of before leave it as it is. */
    @Test
    void knowsThatAnotherMappingHasNoVersion() {
        assertThat(namesAroundAnUnversioned(All.class)).isEqualTo("name");
        assertThat(namesAroundAnUnversioned(Unversioned.class)).isEqualTo("new");
    }

    private String namesAroundAnUnversioned(Class<? extends RemoteTablesFactory> guards) {
        var prefix = EmbeddedRedis.newPrefix();
        var nodes = List.of(node(prefix, guards, Item.class, Stock.Bin.class), node(prefix, guards, PlainItem.class));
        return namesAround(nodes, session -> plainItem(session).name = "new");
    }

    private static PlainItem plainItem(Session session) {
        return session.createSelectionQuery("from Item", PlainItem.class).getSingleResult();
    }

    /** While a column is added that the database fills, nodes of before do not know of it. */
    @Test
    void knowsThatTheDatabaseFillsWhatAnotherMappingHasNot() {
        assertThat(grossAfterAWrite(All.class)).isEqualTo("4");
        assertThat(grossAfterAWrite(Unfilled.class)).isEqualTo("2");
    }

    private String grossAfterAWrite(Class<? extends RemoteTablesFactory> guards) {
        var prefix = EmbeddedRedis.newPrefix();
        var reader = node(prefix, guards, Filled.class);
        var writer = node(prefix, guards, PlainFilled.class);
        clear();
        writer.inTransaction(session -> session.persist(new PlainFilled()));
        assertThat(settled(List.of(reader), "select gross from Filled")).isEqualTo("2");

        writer.inTransaction(session -> session.find(PlainFilled.class, 1).net = 2);

        return settled(List.of(reader), "select gross from Filled");
    }

    private SessionFactory node(String prefix, Class<? extends RemoteTablesFactory> guards, Class<?>... entities) {
        var factory = new HibernatePersistenceConfiguration("node")
                .managedClasses(entities)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, scope.dataSource())
                .property(CacheSettings.PROVIDER, "redis")
                .property(CacheSettings.REDIS, redis.address())
                .property(CacheSettings.REDIS_KEY_PREFIX, prefix)
                .property("hibernate.cache.use_query_cache", "true")
                .property("hibernate.cache.query_cache_factory", guards.getName())
                .createEntityManagerFactory();
        open.add(factory);
        return factory;
    }

    private static EnumSet<ColumnGuard> allBut(ColumnGuard guard) {
        return EnumSet.complementOf(EnumSet.of(guard));
    }

    /** Found by name, as the others. */
    public static final class All extends RemoteTablesFactory {

        /** Made by Hibernate. */
        public All() {
            super(EnumSet.allOf(ColumnGuard.class));
        }
    }

    /** Tells nobody of statements that pass versions. */
    public static final class Passing extends RemoteTablesFactory {

        /** Made by Hibernate. */
        public Passing() {
            super(allBut(ColumnGuard.VERSIONS_NOT_PASSED));
        }
    }

    /** Takes all mappings for its own. */
    public static final class Unversioned extends RemoteTablesFactory {

        /** Made by Hibernate. */
        public Unversioned() {
            super(allBut(ColumnGuard.VERSIONS_OF_OTHER_MAPPINGS));
        }
    }

    /** Takes all writers for those that know what the database fills. */
    public static final class Unfilled extends RemoteTablesFactory {

        /** Made by Hibernate. */
        public Unfilled() {
            super(allBut(ColumnGuard.COLUMNS_THE_DATABASE_FILLS));
        }
    }

    /** As it was before it had a version. */
    @Entity(name = "Item")
    @Table(name = "Item")
    static class PlainItem {

        @Id
        @GeneratedValue
        int id;

        String name = "name";
        String note = "note";
    }

    /** As it was before it had a gross price. */
    @Entity(name = "Filled")
    @Table(name = "Filled")
    @DynamicUpdate
    static class PlainFilled {

        @Id
        int id = 1;

        int net = 1;
    }
}
