/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values for some attributes of an entity, all of them allowed and fitting. Made by {@link Patches}.
 *
 * <p>Immutable; may be applied to several rows.
 *
 * @param <E> the entity
 */
public final class Patch<E> {

    private final Class<E> entity;
    private final List<Assignment> assignments;

    Patch(Class<E> entity, List<Assignment> assignments) {
        this.entity = entity;
        this.assignments = List.copyOf(assignments);
    }

    /**
     * What it sets.
     *
     * @return the paths of the attributes, with dots into embeddables
     */
    public Set<String> attributes() {
        return assignments.stream().map(Assignment::path).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Sets the attributes. An embeddable is replaced by a changed copy.
     *
     * @param target an instance, managed or detached
     */
    public void applyTo(E target) {
        assignments.forEach(assignment -> assignment.applyTo(target));
    }

    /** Entity and attributes; no value. */
    @Override
    public String toString() {
        return "patch of %s %s".formatted(entity.getSimpleName(), attributes());
    }
}
