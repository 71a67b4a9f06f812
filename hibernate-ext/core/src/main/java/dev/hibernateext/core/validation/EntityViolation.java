/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One constraint one entity does not fulfil.
 *
 * @param entityName the name of the entity in the mappings
 * @param id its id if it has one that is a number or a UUID; others are withheld, for they may be personal
 * @param path the attribute, with dots into embeddables and {@code [3]} or {@code [*]} for the element of a list or another
 *     container, whose key is withheld; empty for a constraint on the whole entity
 * @param constraint the type of the constraint's annotation
 * @param messageTemplate the message as the constraint declares it, without values
 * @param message the message for a person; it may contain the value, so it is no part of {@link #toString()} and {@link
 *     #toMap()}
 */
public record EntityViolation(
        String entityName,
        @Nullable Object id,
        String path,
        Class<? extends Annotation> constraint,
        String messageTemplate,
        String message) {

    /** Withholds the id unless it is a number or a UUID. */
    public EntityViolation {
        id = id instanceof Number || id instanceof UUID ? id : null;
    }

    /**
     * This violation for a problem detail.
     *
     * @return entity, id if it is known, path, constraint and messageTemplate
     */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("entity", entityName);
        if (id != null) {
            map.put("id", id.toString());
        }
        map.put("path", path);
        map.put("constraint", constraint.getName());
        map.put("messageTemplate", messageTemplate);
        return map;
    }

    /** Entity, id, path and constraint; no value. */
    @Override
    public String toString() {
        return "%s%s%s: @%s"
                .formatted(
                        entityName,
                        id == null ? "" : "#" + id,
                        path.isEmpty() ? "" : "." + path,
                        constraint.getSimpleName());
    }
}
