/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.internal.orm.session.StatelessSessions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The holds a session sees. */
record HoldsInForce(List<HistoryHold> all) {

    private static final List<Class<? extends RecordedHold>> ENTITIES = List.of(LegalHold.class, TenantLegalHold.class);

    static @Nullable Class<? extends RecordedHold> entity(SessionFactoryImplementor factory) {
        return ENTITIES.stream()
                .filter(type -> factory.getMappingMetamodel().findEntityDescriptor(type) != null)
                .findFirst()
                .orElse(null);
    }

    static HoldsInForce read(SharedSessionContractImplementor session) {
        var type = entity(session.getFactory());
        return type == null
                ? new HoldsInForce(List.of())
                : new HoldsInForce(session.createSelectionQuery(
                                "from %s h order by h.placedAt, h.id".formatted(type.getName()), type)
                        .getResultStream()
                        .map(RecordedHold::view)
                        .toList());
    }

    static HistoryHold insert(SharedSessionContractImplementor session, HoldPlace place, HoldNote note) {
        var type = entity(session.getFactory());
        if (type == null) {
            throw HoldsMissingException.of();
        }
        var hold = type.equals(LegalHold.class) ? new LegalHold() : new TenantLegalHold();
        hold.fill(place, note);
        try (var child = StatelessSessions.openChild(session)) {
            child.insert(hold);
        }
        return hold.view();
    }

    /** The hold on an entity or on its type. */
    Optional<HistoryHold> on(String root, Object id) {
        return all.stream().filter(hold -> covers(hold.place(), root, id)).findFirst();
    }

    private static boolean covers(HoldPlace place, String root, Object id) {
        return root.equals(place.entity())
                && (place.entityId() == null || place.entityId().equals(String.valueOf(id)));
    }

    Stream<HistoryHold> ofOperations() {
        return all.stream().filter(hold -> hold.place().operation() != null);
    }

    /** The numbers of the revisions of operations that are held. */
    Set<Long> revisions(SharedSessionContractImplementor session, RevisionTable revisions) {
        var operations = ofOperations()
                .map(hold -> Objects.requireNonNull(hold.place().operation()))
                .collect(Collectors.toSet());
        if (operations.isEmpty() || !revisions.hasContext()) {
            return Set.of();
        }
        return new HashSet<>(session.createSelectionQuery(
                        "select r.id from %s r where r.operation in (:operations)".formatted(revisions.name()),
                        Number.class)
                .setParameterList("operations", operations)
                .getResultStream()
                .map(Number::longValue)
                .toList());
    }
}
