/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.History;
import dev.hibernateext.history.internal.orm.session.StatelessSessions;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of a person out of histories, and leaves that there were changes: entries, kinds, times and what changed stay.
 *
 * <pre>{@code
 * HistoryErasure.of(session).erase(Customer.class, id, "name", "address");
 * }</pre>
 *
 * <p>Statements run at once, in the transaction of the session. Each erasure is recorded by a revision without entries, whose reason tells
 * which attributes of which entity were erased, and no value. What entities hold now is not touched.
 */
public final class HistoryErasure {

    private final SessionImplementor session;

    private HistoryErasure(SessionImplementor session) {
        this.session = session;
    }

    /**
     * In a session.
     *
     * @param entityManager an open session or entity manager in a transaction; a proxy of a container is unwrapped
     * @return good for as long as the session and for its thread
     */
    public static HistoryErasure of(EntityManager entityManager) {
        return new HistoryErasure(entityManager.unwrap(SessionImplementor.class));
    }

    /**
     * Puts null in the place of all values of some attributes.
     *
     * @param type the entity, or the root of its hierarchy
     * @param id the identifier
     * @param paths attributes with a value, behind the names of their embeddables and dots; an embeddable stands for its parts
     * @return how many rows were changed
     * @throws HistoryHeldException if a legal hold covers the entity, its type or one of the operations
     * @throws ErasureRefusedException if an attribute may not be null, or is a collection
     * @throws dev.hibernateext.history.NotRecordedException if an attribute is not recorded
     */
    public long erase(Class<?> type, Object id, String... paths) {
        var replacements = new LinkedHashMap<String, @Nullable Object>();
        Arrays.asList(paths).forEach(path -> replacements.put(path, null));
        return erase(type, id, replacements);
    }

    /**
     * Puts others in the place of all values of some attributes that are not null.
     *
     * @param type the entity, or the root of its hierarchy
     * @param id the identifier
     * @param replacements by attribute; of an embeddable only null
     * @return how many rows were changed
     * @throws HistoryHeldException if a legal hold covers the entity, its type or one of the operations
     * @throws ErasureRefusedException if an attribute without replacement may not be null, or one is a collection
     * @throws dev.hibernateext.history.NotRecordedException if an attribute is not recorded
     */
    public long erase(Class<?> type, Object id, Map<String, ? extends @Nullable Object> replacements) {
        var factory = session.getFactory();
        var root = factory.getMappingMetamodel().getEntityDescriptor(type).getRootEntityName();
        return call(child -> {
            var changed = new ErasedRows(child, root, id).replace(replacements);
            record(child, "%s %s: %s".formatted(root, id, String.join(", ", replacements.keySet())));
            return changed;
        });
    }

    /**
     * Puts a pseudonym in the place of an actor in all revisions, and takes what else of the context they kept, but not the operation.
     *
     * @param actorId who acted
     * @param pseudonym who is named instead, or null for nobody
     * @return how many revisions were changed
     * @throws HistoryHeldException if a legal hold covers one of the operations
     * @throws dev.hibernateext.history.NotRecordedException if revisions do not keep the actor
     */
    public long eraseActor(String actorId, @Nullable String pseudonym) {
        return call(child -> {
            var changed = new ErasedActors(child).replace(actorId, pseudonym);
            record(child, "an actor of %d revisions".formatted(changed));
            return changed;
        });
    }

    private <R> R call(Function<StatelessSessionImplementor, R> work) {
        try (var child = StatelessSessions.openChild(session)) {
            return work.apply(child);
        }
    }

    private void record(StatelessSessionImplementor child, String what) {
        var revisions = PruneRun.tables(child).revisions(child);
        var reason = EmptyRevisions.MARK + what;
        var context = Contexts.of(session.getFactory()).withAttribute(History.REASON, reason);
        try (var scope = Contexts.open(context)) {
            child.insert(revisions.name(), revisions.create().get());
        }
    }
}
