/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.history.StatementEntities.Item;
import dev.hibernateext.it.history.StatementEntities.Maker;
import dev.hibernateext.it.history.StatementEntities.Price;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Envers told to keep ends of validity, which attributes changed, and what was deleted. */
@HibernateExtTest(
        entities = {
            StatementEntities.Item.class,
            StatementEntities.Maker.class,
            StatementEntities.Fish.class,
            StatementEntities.Shark.class,
            StatementEntities.Vehicle.class,
            StatementEntities.Lorry.class,
            StatementEntities.Shape.class,
            StatementEntities.Circle.class,
            StatementEntities.Letter.class,
            StatementEntities.Place.class,
            StatementEntities.Note.class,
            StatementEntities.Plain.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.jdbc.batch_size", value = "20"),
            @Setting(
                    name = "org.hibernate.envers.audit_strategy",
                    value = "org.hibernate.envers.strategy.internal.ValidityAuditStrategy"),
            @Setting(name = "org.hibernate.envers.audit_strategy_validity_store_revend_timestamp", value = "true"),
            @Setting(name = "org.hibernate.envers.global_with_modified_flag", value = "true"),
            @Setting(name = "org.hibernate.envers.store_data_at_delete", value = "true")
        })
class KeptStatementsIT extends StatementHistoryContract {

    @Override
    public Class<?> type(String name) {
        return StatementEntities.type(name);
    }

    private List<Object[]> rows(String columns, String table) {
        return scope().fromTransaction(session -> session.createNativeQuery(
                        "select " + columns + " from " + table + " order by REV", Object[].class)
                .getResultList());
    }

    @Test
    void endsTheValidityOfEarlierEntries() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));
        in(session ->
                session.createMutationQuery("update Note set name = 'two'").executeUpdate());
        in(session -> session.createMutationQuery("delete Note").executeUpdate());

        var rows = rows("REV, REVEND, REVEND_TSTMP, name", "Note_AUD");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)[1]).isEqualTo(rows.get(1)[0]);
        assertThat(rows.get(1)[1]).isEqualTo(rows.get(2)[0]);
        assertThat(rows.get(2)[1]).isNull();
        assertThat(rows.get(0)[2]).isNotNull();
        assertThat(rows.get(2)[2]).isNull();
        assertThat(rows).extracting(row -> row[3]).containsExactly("one", "two", "two");
    }

    @Test
    void marksWhatStatementsChange() {
        in(session -> {
            session.persist(new Maker(7));
            var item = new Item(1, "one");
            item.price = new Price(1, "EUR");
            item.maker = session.getReference(Maker.class, 7L);
            session.persist(item);
        });
        in(session -> session.createMutationQuery("update Item set name = 'two', price.amount = 2")
                .executeUpdate());
        in(session ->
                session.createMutationQuery("update Item set maker = null").executeUpdate());
        in(session ->
                session.createMutationQuery("update Item set name = 'two'").executeUpdate());

        assertThat(rows("name_MOD, price_MOD, maker_MOD, tags_MOD", "Item_AUD"))
                .containsExactly(
                        new Object[] {true, true, true, true},
                        new Object[] {true, true, false, false},
                        new Object[] {false, false, true, false},
                        new Object[] {false, false, false, false});
    }
}
