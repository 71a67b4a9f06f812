/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.ResultPrecision;
import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Crate;
import dev.hibernateext.it.cache.Stock.Filled;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.ItemName;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.it.cache.Stock.Priced;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.h2.api.Trigger;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.junit.jupiter.api.Test;

/** Writes that change more columns than they seem to end the results that are made of them. */
@HibernateExtTest(
        entities = {Item.class, Lot.class, Bin.class, Crate.class, Priced.class, Filled.class, ItemName.class},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ColumnHazardsTest {

    private final SessionFactoryScope scope;

    ColumnHazardsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    /** One session has read a row, another changes its name, and the first writes its note, with the name it has read. */
    @Test
    void writesWithoutAVersionBringOldValuesBack() {
        scope.inTransaction(session -> session.persist(new Bin(1)));

        assertThat(namesAround(
                        "Bin",
                        session -> session.find(Bin.class, 1),
                        () -> scope.inTransaction(other -> other.find(Bin.class, 1).name = "new"),
                        session -> session.find(Bin.class, 1).note = "other"))
                .containsExactly("name");
    }

    @Test
    void writesBringBackWhatAStatementChangedPastTheVersion() {
        scope.inTransaction(session -> session.persist(new Item()));

        assertThat(namesAround(
                        "Item",
                        ColumnHazardsTest::item,
                        () -> scope.inTransaction(
                                other -> other.createNativeMutationQuery("update Item set name = 'new'")
                                        .executeUpdate()),
                        session -> item(session).note = "other"))
                .containsExactly("name");
    }

    @Test
    void writesBringBackWhatAStatementOfHqlChangedPastTheVersion() {
        scope.inTransaction(session -> session.persist(new Item()));

        assertThat(namesAround(
                        "Item",
                        ColumnHazardsTest::item,
                        () -> scope.inTransaction(other -> other.createMutationQuery("update Item set name = 'new'")
                                .executeUpdate()),
                        session -> item(session).note = "other"))
                .containsExactly("name");
    }

    @Test
    void writesBringBackARowThatCameAgain() {
        scope.inTransaction(session -> session.persist(new Crate("name")));

        assertThat(namesAround(
                        "Crate",
                        session -> session.find(Crate.class, 1),
                        () -> {
                            scope.inTransaction(other -> other.remove(other.find(Crate.class, 1)));
                            scope.inTransaction(other -> other.persist(new Crate("new")));
                        },
                        session -> session.find(Crate.class, 1).note = "other"))
                .containsExactly("name");
    }

    /** What is taken back in the database stays in the session, with the version that another transaction then gives to the row. */
    @Test
    void writesBringBackWhatTheirSessionTookBack() {
        scope.inTransaction(session -> session.persist(new Item()));

        try (var session = scope.openSession()) {
            session.beginTransaction();
            var item = item(session);
            takeBack(session, () -> item.name = "taken back");
            session.getTransaction().commit();
            scope.inTransaction(other -> item(other).name = "new");
            assertThat(names("Item")).containsExactly("new");
            session.beginTransaction();
            item.note = "other";
            session.getTransaction().commit();
        }

        assertThat(names("Item")).containsExactly("taken back");
    }

    private static void takeBack(Session session, Runnable change) {
        session.doWork(connection -> {
            var savepoint = connection.setSavepoint();
            change.run();
            session.flush();
            connection.rollback(savepoint);
        });
    }

    private List<String> namesAround(String entity, Consumer<Session> read, Runnable other, Consumer<Session> write) {
        names(entity);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            read.accept(session);
            other.run();
            assertThat(names(entity)).containsExactly("new");
            write.accept(session);
            session.getTransaction().commit();
        }
        return names(entity);
    }

    private static Item item(Session session) {
        return session.createSelectionQuery("from Item", Item.class).getSingleResult();
    }

    @Test
    void listenersChangeWhatIsWritten() {
        try (var other = scope.openAnother(settings -> {})) {
            other.factory()
                    .unwrap(SessionFactoryImplementor.class)
                    .getServiceRegistry()
                    .requireService(EventListenerRegistry.class)
                    .appendListeners(EventType.PRE_UPDATE, naming());
            other.inTransaction(session -> session.persist(new Item()));
            assertThat(names(other, "Item")).containsExactly("name");

            other.inTransaction(session -> item(session).note = "other");

            assertThat(names(other, "Item")).containsExactly("named by a listener");
        }
    }

    private static PreUpdateEventListener naming() {
        return event -> {
            var position = List.of(event.getPersister().getPropertyNames()).indexOf("name");
            event.getState()[position] = "named by a listener";
            return false;
        };
    }

    @Test
    void theDatabaseComputesColumns() {
        scope.inTransaction(session -> {
            session.persist(new Priced());
            session.persist(new Filled());
        });
        for (var entity : List.of("Priced", "Filled")) {
            assertThat(gross(entity)).containsExactly(0);

            scope.inTransaction(session -> session.createMutationQuery("update %s set net = 1".formatted(entity))
                    .executeUpdate());
            assertThat(gross(entity)).containsExactly(2);
        }

        scope.inTransaction(session -> session.find(Priced.class, 1).net = 2);
        scope.inTransaction(session -> session.find(Filled.class, 1).net = 2);

        assertThat(gross("Priced")).containsExactly(4);
        assertThat(gross("Filled")).containsExactly(4);
    }

    private List<Integer> gross(String entity) {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select gross from %s".formatted(entity), Integer.class)
                        .setCacheable(true)
                        .getResultList());
    }

    /** A trigger writes a loud name beside each name, and the mapping does not tell. */
    @Test
    void triggersFillColumnsTheMappingDoesNotTell() {
        assertThat(loudNames(ResultPrecision.TABLES)).containsExactly("NEW");
        assertThat(loudNames(ResultPrecision.COLUMNS)).as("unless told").containsExactly("NAME");
    }

    private List<String> loudNames(ResultPrecision precision) {
        try (var other = scope.openAnother(settings -> settings.put(CacheSettings.RESULT_PRECISION, precision))) {
            other.inTransaction(session -> session.createNativeMutationQuery(
                            "create trigger loud before update on Lot for each row call '%s'"
                                    .formatted(Louder.class.getName()))
                    .executeUpdate());
            other.inTransaction(session -> session.persist(new Lot()));
            other.inTransaction(session -> session.find(Lot.class, 0).name = "name");
            other.inTransaction(session ->
                    session.createMutationQuery("update Lot set note = 'NAME'").executeUpdate());
            notes(other);
            other.inTransaction(session -> session.find(Lot.class, 0).name = "new");
            var notes = notes(other);
            other.inTransaction(session -> {
                session.createNativeMutationQuery("drop trigger loud").executeUpdate();
                session.createMutationQuery("delete Lot").executeUpdate();
            });
            return notes;
        }
    }

    private static List<String> notes(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.createSelectionQuery("select note from Lot", String.class)
                .setCacheable(true)
                .getResultList());
    }

    /** A trigger of H2. */
    public static final class Louder implements Trigger {

        /** Made by H2. */
        public Louder() {}

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            after[2] = String.valueOf(after[1]).toUpperCase(Locale.ROOT);
        }
    }

    @Test
    void viewsReadColumnsTheyDoNotName() {
        scope.inTransaction(session -> session.persist(new Item()));
        assertThat(loud()).containsExactly("NAME");

        scope.inTransaction(session -> item(session).name = "new");

        assertThat(loud()).containsExactly("NEW");
    }

    private List<String> loud() {
        return scope.fromTransaction(session -> session.createSelectionQuery("select loud from ItemName", String.class)
                .setCacheable(true)
                .getResultList());
    }

    private List<String> names(String entity) {
        return names(scope, entity);
    }

    private static List<String> names(SessionFactoryScope in, String entity) {
        return in.fromTransaction(session -> session.createSelectionQuery(
                        "select name from %s order by id".formatted(entity), String.class)
                .setCacheable(true)
                .getResultList());
    }
}
