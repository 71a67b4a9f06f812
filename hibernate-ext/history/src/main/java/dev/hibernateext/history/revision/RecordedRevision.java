/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import dev.hibernateext.history.revision.FromContext.Part;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision with the context of its transaction, for entities of revisions to extend: with {@link
 * org.hibernate.envers.RevisionEntity} for Envers, without it for Hibernate's own {@code @Audited}.
 */
@MappedSuperclass
public abstract class RecordedRevision extends NumberedRevision {

    @FromContext(Part.ACTOR)
    @Column(name = "ACTOR")
    private @Nullable String actor;

    @FromContext(Part.OPERATION)
    @Column(name = "OPERATION_ID", length = 36)
    private @Nullable String operation;

    @FromContext(Part.REASON)
    @Column(name = "REASON", length = ContextGenerator.LONGEST_REASON)
    private @Nullable String reason;

    @FromContext(Part.ATTRIBUTES)
    @Column(name = "CONTEXT_ATTRIBUTES", length = 16_000)
    private @Nullable String attributes;

    /** For subclasses and Hibernate. */
    protected RecordedRevision() {}

    /**
     * Who acted.
     *
     * @return the id of the actor, or null
     */
    public @Nullable String actor() {
        return actor;
    }

    /**
     * In which operation.
     *
     * @return its id, or null
     */
    public @Nullable String operation() {
        return operation;
    }

    /**
     * Why.
     *
     * @return the beginning of the reason, up to 4000 characters, or null
     */
    public @Nullable String reason() {
        return reason;
    }

    /**
     * What else of the context was kept.
     *
     * @return the beginnings of values as text, up to 255 characters each, by name
     */
    public Map<String, String> attributes() {
        return AttributeText.read(attributes);
    }
}
