/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.AttributeDiff.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two sides made of one row, attribute by attribute: <em>base</em> is what was read first, <em>mine</em> what this
 * side wants to write, <em>theirs</em> what the row holds now.
 *
 * <p>Values are compared as their mapped types do, associations by id. Ids, versions, stamps and other generated
 * attributes, inverse collections and what is not loaded do not take part. Where nobody knows the base, every difference
 * between mine and theirs is a conflict.
 *
 * @param <E> the entity
 */
public final class ThreeWayDiff<E> {

    private final Class<E> entityType;
    private final String entityName;
    private final boolean baseKnown;
    private final List<AttributeDiff> attributes;

    ThreeWayDiff(Class<E> entityType, String entityName, boolean baseKnown, List<AttributeDiff> attributes) {
        this.entityType = entityType;
        this.entityName = entityName;
        this.baseKnown = baseKnown;
        this.attributes = List.copyOf(attributes);
    }

    /**
     * The class of the entity compared.
     *
     * @return the class that is mapped, never that of a proxy
     */
    public Class<E> entityType() {
        return entityType;
    }

    /**
     * The entity compared.
     *
     * @return the name Hibernate knows it by
     */
    public String entityName() {
        return entityName;
    }

    /**
     * Whether the state both sides started from is known.
     *
     * @return false if every difference counts as a conflict
     */
    public boolean isBaseKnown() {
        return baseKnown;
    }

    /**
     * Attributes at least one side changed.
     *
     * @return the attributes in mapping order
     */
    public List<AttributeDiff> attributes() {
        return attributes;
    }

    /**
     * One attribute.
     *
     * @param path the name, or the path into an embeddable
     * @return how it differs, or null if nobody changed it
     */
    public @Nullable AttributeDiff attribute(String path) {
        return attributes.stream()
                .filter(attribute -> attribute.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    /**
     * Attributes both sides changed differently.
     *
     * @return the attributes in mapping order
     */
    public List<AttributeDiff> conflicts() {
        return with(Verdict.CONFLICT);
    }

    /**
     * Attributes only this side changed.
     *
     * @return the attributes in mapping order
     */
    public List<AttributeDiff> mineOnly() {
        return with(Verdict.MINE);
    }

    /**
     * Attributes only somebody else changed.
     *
     * @return the attributes in mapping order
     */
    public List<AttributeDiff> theirsOnly() {
        return with(Verdict.THEIRS);
    }

    /**
     * Whether both sides' changes fit together.
     *
     * @return true without {@link #conflicts()}
     */
    public boolean isMergeable() {
        return conflicts().isEmpty();
    }

    private List<AttributeDiff> with(Verdict verdict) {
        return attributes.stream()
                .filter(attribute -> attribute.verdict() == verdict)
                .toList();
    }

    /** The entity, and the paths with who changed them; never a value. */
    @Override
    public String toString() {
        return "%s%s%s".formatted(entityName, attributes, baseKnown ? "" : " (base unknown)");
    }
}
