/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.testing.SessionFactoryScope;
import org.hibernate.Session;

/** How one attribute of a row of {@link Stock} is changed, by a write of which it is known that it changes no others. */
enum UpdateWay {
    ENTITY,
    DYNAMIC_ENTITY,
    HQL,
    CRITERIA;

    static final String NAMES = "select name from Item where shelf = 0 order by id";

    /** Of the names in the rows it changes. */
    String query() {
        return this == DYNAMIC_ENTITY ? "select name from Lot order by id" : NAMES;
    }

    void write(SessionFactoryScope in, String attribute, String text) {
        in.inTransaction(session -> write(session, attribute, text));
    }

    private void write(Session session, String attribute, String text) {
        switch (this) {
            case ENTITY -> {
                var item = item(session);
                item.name = attribute.equals("name") ? text : item.name;
                item.note = attribute.equals("note") ? text : item.note;
            }
            case DYNAMIC_ENTITY -> {
                var lot = session.find(Lot.class, 0);
                lot.name = attribute.equals("name") ? text : lot.name;
                lot.note = attribute.equals("note") ? text : lot.note;
            }
            case HQL ->
                session.createMutationQuery("update versioned Item set %s = :text".formatted(attribute))
                        .setParameter("text", text)
                        .executeUpdate();
            default -> update(session, attribute, text);
        }
    }

    private static void update(Session session, String attribute, String text) {
        var update = session.getCriteriaBuilder().createCriteriaUpdate(Item.class);
        update.from(Item.class);
        session.createMutationQuery(update.set(attribute, text)).executeUpdate();
    }

    static Item item(Session session) {
        return session.createSelectionQuery("from Item", Item.class).getSingleResult();
    }
}
