/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.examples.quickstart.store.Track;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;

/** Sets prices. All that the program shows is done by these lines. */
// tag::application[]
record PriceDesk(SessionFactory sessions) {

    void setPrice(String editor, int id, BigDecimal price) {
        try (var scope = Contexts.open(Context.ofActor(editor))) {
            sessions.inTransaction(session -> session.find(Track.class, id).setUnitPrice(price));
        }
    }

    void setPrice(String editor, int id, BigDecimal price, long versionSeen) {
        try (var scope = Contexts.open(Context.ofActor(editor))) {
            sessions.inTransaction(session -> OptimisticLocking.of(session)
                    .update(Track.class, id, ExpectedVersion.of(versionSeen), track -> track.setUnitPrice(price)));
        }
    }

    int raisePrices(String editor, int genre, BigDecimal factor) {
        try (var scope = Contexts.open(Context.ofActor(editor))) {
            return sessions.fromTransaction(session -> session.createMutationQuery(
                            "update Track set unitPrice = unitPrice * :factor where genre.id = :genre")
                    .setParameter("factor", factor)
                    .setParameter("genre", genre)
                    .executeUpdate());
        }
    }

    void refuseNegativePrices() {
        Hooks.of(sessions).on(Track.class).beforeSave(track -> {
            if (track.entity().getUnitPrice().signum() < 0) {
                throw HookVetoException.because("its price would be negative", track);
            }
        });
    }

    void watch(Consumer<ChangeSet> watcher) {
        Changes.of(sessions).register(ChangeListener.afterCommit(watcher));
    }
}
// end::application[]
