/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.softdelete.DeletedSet;
import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.PurgeResult;
import dev.hibernateext.core.softdelete.RestoreResult;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.examples.quickstart.store.Artist;
import java.time.Duration;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.query.Page;

/** Takes artists and tracks out of the store, and brings artists back. */
record Catalogue(SessionFactory sessions) {

    void delete(String editor, Class<?> type, int id) {
        try (var scope = Contexts.open(Context.ofActor(editor))) {
            sessions.inTransaction(session -> session.remove(session.find(type, id)));
        }
    }

    List<DeletedSet> deletions() {
        return sessions.fromTransaction(
                session -> Trash.of(session, Artist.class).operations(Page.first(10)));
    }

    PurgeResult countWhatAPurgeWouldRemove() {
        return sessions.fromTransaction(session -> Trash.of(session, Artist.class)
                .purgeOlderThan(Duration.ZERO, PurgeOptions.defaults().asDryRun()));
    }

    RestoreResult restoreArtist(String editor, int id) {
        try (var scope = Contexts.open(Context.ofActor(editor))) {
            return sessions.fromTransaction(
                    session -> Trash.of(session, Artist.class).restore(id));
        }
    }
}
