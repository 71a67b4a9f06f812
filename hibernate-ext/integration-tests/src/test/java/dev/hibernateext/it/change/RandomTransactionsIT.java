/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.internal.ChangeBuffer;
import dev.hibernateext.it.change.TableModel.Row;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several hundred random transactions: the change sets alone must lead from each state of the tables to the next. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "5"))
class RandomTransactionsIT {

    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.transactions", 400);
    private static final int IDS = 8;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final TableModel model = new TableModel();
    private final List<ChangeSet> told = new ArrayList<>();
    private final SessionFactoryScope scope;

    RandomTransactionsIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void replaysToWhatTheDatabaseHolds() throws SQLException {
        var listener = new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                told.add(changes);
            }
        };
        var told = 0;
        try (var registration = Changes.of(scope.factory()).register(listener)) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                told += transact("seed %d, transaction %d".formatted(seed, i));
            }
        }
        assertThat(told).as("seed %d", seed).isGreaterThan(TRANSACTIONS / 2);
    }

    private int transact(String name) throws SQLException {
        told.clear();
        var commits = random.nextInt(5) > 0;
        if (random.nextInt(3) > 0) {
            runSession(commits);
        } else {
            runStatelessSession(commits);
        }
        assertThat(told).as(name).hasSizeLessThanOrEqualTo(commits ? 1 : 0);
        replay(name);
        return told.size();
    }

    private void replay(String name) throws SQLException {
        try {
            told.forEach(model::replay);
        } catch (AssertionError error) {
            throw new AssertionError("%s: %s in %s".formatted(name, error.getMessage(), told), error);
        }
        assertThat(model.rows()).as("%s: %s", name, told).isEqualTo(storedRows());
        var stored = storedTags();
        stored.keySet().removeAll(model.unknownTags());
        assertThat(model.tags()).as("%s: %s", name, told).isEqualTo(stored);
    }

    private void runSession(boolean commits) {
        try (var session = scope.openSession()) {
            session.beginTransaction();
            for (int step = random.nextInt(6); step >= 0; step--) {
                if (random.nextInt(7) == 0) {
                    changeAndReturnToSavepoint(session);
                } else {
                    change(session);
                }
            }
            end(session, commits);
        }
    }

    private void runStatelessSession(boolean commits) {
        try (var session = scope.openStatelessSession()) {
            session.beginTransaction();
            for (int step = random.nextInt(6); step >= 0; step--) {
                change(session);
            }
            end(session, commits);
        }
    }

    private static void end(SharedSessionContract session, boolean commits) {
        if (commits) {
            session.getTransaction().commit();
        } else {
            session.getTransaction().rollback();
        }
    }

    private void changeAndReturnToSavepoint(Session session) {
        var implementor = session.unwrap(SharedSessionContractImplementor.class);
        session.flush();
        var mark = ChangeBuffer.mark(implementor);
        var savepoint = session.doReturningWork(connection -> connection.setSavepoint());
        for (int step = random.nextInt(3); step >= 0; step--) {
            change(session);
        }
        session.flush();
        session.doWork(connection -> connection.rollback(savepoint));
        ChangeBuffer.rollbackTo(mark, implementor);
        session.clear();
    }

    private void change(Session session) {
        var id = anyId();
        var item = session.find(Item.class, id);
        if (random.nextInt(4) == 0) {
            session.flush();
            execute(session, session.find(Item.class, id) == null ? id : -1);
            session.clear();
        } else if (item == null) {
            create(session, id);
        } else {
            change(session, item);
        }
        if (random.nextInt(3) == 0) {
            session.flush();
        }
    }

    private void create(Session session, long id) {
        var item = new Item(id, random);
        session.persist(item);
        if (random.nextInt(3) == 0) {
            session.flush();
            item.amount++;
            session.flush();
            session.remove(item);
            session.flush();
        }
    }

    private void change(Session session, Item item) {
        switch (random.nextInt(7)) {
            case 0 -> session.remove(item);
            case 1 -> item.tags.add("t" + random.nextInt(5));
            case 2 -> item.tags.clear();
            case 3 -> item.tags = new TreeSet<>(Set.of("new" + random.nextInt(3), "other"));
            case 4 -> {
                session.flush();
                session.detach(item);
                var copy = new Item(item.id, random);
                copy.version = item.version;
                session.merge(copy);
            }
            case 5 -> {
                session.remove(item);
                session.flush();
                session.persist(new Item(item.id, random));
            }
            default -> item.amount++;
        }
    }

    private void change(StatelessSession session) {
        var id = anyId();
        var item = session.get(Item.class, id);
        switch (random.nextInt(5)) {
            case 0 -> execute(session, item == null ? id : -1);
            case 1 -> session.upsert(item == null ? new Item(id, random) : item.changed(random));
            default -> write(session, id, item);
        }
    }

    private void write(StatelessSession session, long id, @Nullable Item item) {
        if (item == null) {
            session.insert(new Item(id, random));
        } else if (random.nextBoolean()) {
            session.update(item.changed(random));
        } else {
            session.fetch(item.tags);
            session.delete(item);
        }
    }

    /** Runs a statement; {@code free} is an identifier to insert, or negative. */
    private void execute(SharedSessionContract session, long free) {
        switch (random.nextInt(free < 0 ? 4 : 6)) {
            case 0 ->
                session.createMutationQuery("update Item set amount = amount + :by where id < :below")
                        .setParameter("by", 1 + random.nextInt(5))
                        .setParameter("below", anyId())
                        .executeUpdate();
            case 1 -> raiseByCriteria(session);
            case 2 ->
                session.createNativeMutationQuery("update item set amount = amount + :by where id < :below")
                        .setParameter("by", 1 + random.nextInt(5))
                        .setParameter("below", anyId())
                        .executeUpdate();
            case 3 ->
                session.createMutationQuery("delete from Item where id < :below")
                        .setParameter("below", anyId() / 2)
                        .executeUpdate();
            case 4 ->
                session.createMutationQuery("insert into Item (id, name, amount, version) values (:id, :name, 0, 0)")
                        .setParameter("id", free)
                        .setParameter("name", "by statement")
                        .executeUpdate();
            default ->
                session.createNativeMutationQuery(
                                "insert into item (id, name, amount, version) values (:id, :name, 0, 0)")
                        .setParameter("id", free)
                        .setParameter("name", "by sql")
                        .executeUpdate();
        }
    }

    private void raiseByCriteria(SharedSessionContract session) {
        var builder = scope.factory().getCriteriaBuilder();
        var by = builder.parameter(Integer.class, "by");
        var below = builder.parameter(Long.class, "below");
        var update = builder.createCriteriaUpdate(Item.class);
        var root = update.from(Item.class);
        update.set(root.<Integer>get("amount"), builder.sum(root.get("amount"), by))
                .where(builder.lessThan(root.<Long>get("id"), below));
        session.createMutationQuery(update)
                .setParameter("by", 1 + random.nextInt(5))
                .setParameter("below", anyId())
                .executeUpdate();
    }

    private long anyId() {
        return random.nextInt(IDS);
    }

    private Map<Long, Row> storedRows() throws SQLException {
        var rows = new TreeMap<Long, Row>();
        read(
                "select id, name, amount from item",
                row -> rows.put(row.getLong(1), new Row(row.getString(2), row.getInt(3))));
        return rows;
    }

    private Map<Long, Set<String>> storedTags() throws SQLException {
        var tags = new TreeMap<Long, Set<String>>();
        read(
                "select item_id, tag from item_tag",
                row -> tags.computeIfAbsent(row.getLong(1), id -> new TreeSet<>())
                        .add(row.getString(2)));
        return tags;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, RowReader reader) throws SQLException {
        try (var connection = scope.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    @Entity(name = "Item")
    @Table(name = "item")
    static class Item {

        @Id
        long id;

        @Version
        int version;

        String name = "";

        int amount;

        @ElementCollection
        @CollectionTable(name = "item_tag", joinColumns = @JoinColumn(name = "item_id"))
        @Column(name = "tag")
        Set<String> tags = new TreeSet<>();

        Item(long id, Random random) {
            this.id = id;
            this.name = "n" + random.nextInt(1000);
            this.amount = random.nextInt(100);
            for (int i = random.nextInt(3); i > 0; i--) {
                tags.add("t" + random.nextInt(5));
            }
        }

        Item() {}

        Item changed(Random random) {
            name = "c" + random.nextInt(1000);
            amount++;
            return this;
        }
    }
}
