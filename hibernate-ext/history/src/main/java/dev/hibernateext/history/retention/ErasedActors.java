/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.NotRecordedException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The revisions of an actor, in one statement. */
record ErasedActors(SharedSessionContractImplementor session) {

    long replace(String actor, @Nullable String pseudonym) {
        var revisions = PruneRun.tables(session).revisions(session);
        if (!revisions.hasContext()) {
            throw NotRecordedException.inRevision("actor", revisions.name());
        }
        refuseHeld(revisions, actor);
        return session.createMutationQuery(
                        "update %s r set r.actor = :pseudonym, r.attributes = null, r.reason = null where r.actor = :actor"
                                .formatted(revisions.name()))
                .setParameter("pseudonym", pseudonym, String.class)
                .setParameter("actor", actor)
                .executeUpdate();
    }

    private void refuseHeld(RevisionTable revisions, String actor) {
        var holds = HoldsInForce.read(session)
                .ofOperations()
                .collect(Collectors.toMap(
                        hold -> Objects.requireNonNull(hold.place().operation()), hold -> hold, (one, other) -> one));
        if (holds.isEmpty()) {
            return;
        }
        session.createSelectionQuery(
                        "select r.operation from %s r where r.actor = :actor and r.operation in (:operations)"
                                .formatted(revisions.name()),
                        String.class)
                .setParameter("actor", actor)
                .setParameterList("operations", holds.keySet())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .ifPresent(operation -> {
                    throw HistoryHeldException.of("an actor", Objects.requireNonNull(holds.get(operation)));
                });
    }
}
