/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.Lot;
import java.util.Random;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/**
 * A write of one attribute of a row.
 *
 * @param item which one, if it is one with a version
 * @param lot which one, if it is one whose updates say only what is new
 * @param attribute the name or the note
 * @param text what it becomes
 */
record ColumnWrite(int item, int lot, String attribute, String text) {

    /** In one of the ways of a session with events; something happens between the read of the row and its write. */
    void in(Session session, Random random, Consumer<Session> between) {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                var row = session.find(Item.class, item);
                between.accept(session);
                set(row);
            }
            case 2 -> {
                var row = session.find(Lot.class, lot);
                between.accept(session);
                set(row);
            }
            case 3 -> execute(session, "update versioned Item");
            default -> inStatement(session, random);
        }
    }

    void in(StatelessSession session, Random random) {
        if (random.nextBoolean()) {
            var row = session.get(Item.class, item);
            set(row);
            session.update(row);
        } else {
            inStatement(session, random);
        }
    }

    /** Of the same row, and the attribute that this one leaves. */
    ColumnWrite other(String become) {
        return new ColumnWrite(item, lot, attribute.equals("name") ? "note" : "name", become);
    }

    /** Past the version. */
    void inStatement(SharedSessionContract session, Random random) {
        if (random.nextBoolean()) {
            execute(session, "update Item");
        } else {
            session.createNativeMutationQuery("update Item set %s = :text where id = :id".formatted(attribute))
                    .setParameter("text", text)
                    .setParameter("id", item)
                    .executeUpdate();
        }
    }

    private void execute(SharedSessionContract session, String update) {
        session.createMutationQuery("%s set %s = :text where id = :id".formatted(update, attribute))
                .setParameter("text", text)
                .setParameter("id", item)
                .executeUpdate();
    }

    private void set(Item row) {
        row.name = attribute.equals("name") ? text : row.name;
        row.note = attribute.equals("note") ? text : row.note;
    }

    private void set(Lot row) {
        row.name = attribute.equals("name") ? text : row.name;
        row.note = attribute.equals("note") ? text : row.note;
    }
}
