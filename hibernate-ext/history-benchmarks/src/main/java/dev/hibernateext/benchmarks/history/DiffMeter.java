/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import dev.hibernateext.benchmarks.Counts;
import dev.hibernateext.benchmarks.RequestMeter;
import dev.hibernateext.history.History;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.AuditReaderFactory;

/** What it costs to tell how two revisions of an entity with a collection differ. */
final class DiffMeter {

    static final List<HistoryWay> WAYS =
            List.of(HistoryWay.ENVERS_DEFAULT, HistoryWay.OURS_DEFAULT, HistoryWay.OURS_ON_CORE);

    private static final int TIMES = 50;
    private static final int ID = 1;

    private final HistoryWay way;
    private final Class<? extends Item> type;

    DiffMeter(HistoryWay way) {
        this.way = way;
        this.type = way == HistoryWay.OURS_ON_CORE ? Item.LabelledOfCore.class : Item.LabelledOfEnvers.class;
    }

    Counts measure(DatabaseServers servers) throws SQLException {
        var database = servers.create(DatabaseKind.POSTGRESQL);
        try (var dataSource = new TestDataSource(database);
                var factory = way.open(dataSource, type)) {
            var revisions = write(factory);
            Runnable compare = () ->
                    check(factory.fromTransaction(session -> changes(session, revisions.get(0), revisions.get(1))));
            compare.run();
            return new RequestMeter(database, dataSource, "revinfo").count(compare, TIMES);
        }
    }

    private List<Long> write(SessionFactory factory) {
        factory.inTransaction(session -> {
            var item = type == Item.LabelledOfCore.class ? new Item.LabelledOfCore() : new Item.LabelledOfEnvers();
            item.id = ID;
            item.labels().addAll(List.of("one", "two"));
            session.persist(item);
        });
        factory.inTransaction(session -> {
            var item = session.find(type, ID);
            item.number = 1;
            item.labels().remove("one");
        });
        return factory.fromTransaction(
                session -> session.createNativeQuery("select rev from revinfo order by rev", Long.class)
                        .getResultList());
    }

    /** The number and the labels. */
    private int changes(Session session, long from, long to) {
        if (way != HistoryWay.ENVERS_DEFAULT) {
            return History.of(session, type, ID).diff(from, to).changes().size();
        }
        var reader = AuditReaderFactory.get(session);
        var before = reader.find(type, ID, (int) from);
        var after = reader.find(type, ID, (int) to);
        return (before.number == after.number ? 0 : 1) + (before.labels().equals(after.labels()) ? 0 : 1);
    }

    private void check(int changes) {
        if (changes != 2) {
            throw new IllegalStateException("%d changes with %s.".formatted(changes, way));
        }
    }
}
