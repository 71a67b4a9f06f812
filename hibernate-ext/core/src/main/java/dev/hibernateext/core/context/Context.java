/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, for which tenant, in which operation. Immutable; {@code with} methods return changed copies.
 *
 * @param actor who acts, or null for work of the system itself
 * @param tenant for which tenant, or null where there is none
 * @param operation the operation this work is part of, or null
 * @param attributes more about the request, for listeners; never logged
 */
public record Context(
        @Nullable Actor actor,
        @Nullable TenantKey tenant,
        @Nullable OperationId operation,
        Map<String, Object> attributes) {

    private static final Context EMPTY = new Context(null, null, null, Map.of());

    /** Copies the attributes. */
    public Context {
        attributes = Map.copyOf(attributes);
    }

    /**
     * No actor, no tenant, no operation.
     *
     * @return the empty context
     */
    public static Context empty() {
        return EMPTY;
    }

    /**
     * A context with an actor only.
     *
     * @param actorId the id of the actor; not blank
     * @return the context
     */
    public static Context ofActor(String actorId) {
        return EMPTY.withActor(new Actor(actorId));
    }

    /**
     * This context with another actor.
     *
     * @param actor who acts, or null for work of the system itself
     * @return the changed copy
     */
    public Context withActor(@Nullable Actor actor) {
        return new Context(actor, tenant, operation, attributes);
    }

    /**
     * This context with another tenant.
     *
     * @param tenant the tenant, or null for none
     * @return the changed copy
     */
    public Context withTenant(@Nullable TenantKey tenant) {
        return new Context(actor, tenant, operation, attributes);
    }

    /**
     * This context with another operation.
     *
     * @param operation the operation, or null for none
     * @return the changed copy
     */
    public Context withOperation(@Nullable OperationId operation) {
        return new Context(actor, tenant, operation, attributes);
    }

    /**
     * This context with one more attribute.
     *
     * @param name the name; an attribute of the same name is replaced
     * @param value the value
     * @return the changed copy
     */
    public Context withAttribute(String name, Object value) {
        var changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        return new Context(actor, tenant, operation, changed);
    }

    /** The tenant, the operation and the names of the attributes; never the actor or a value. */
    @Override
    public String toString() {
        return "Context[actor=%s, tenant=%s, operation=%s, attributes=%s]"
                .formatted(actor, tenant, operation, attributes.keySet());
    }
}
