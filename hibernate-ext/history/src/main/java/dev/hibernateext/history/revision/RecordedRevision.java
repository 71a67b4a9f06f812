/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import dev.hibernateext.history.revision.FromContext.Part;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Map;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A revision of Envers with the context of its transaction, for entities with {@link org.hibernate.envers.RevisionEntity} to extend.
 *
 * <p>The columns of number and time are those Envers gives its own. Numbers are taken one by one, so that they grow with time on all
 * nodes; the sequence of an existing schema needs {@code increment by 1}.
 */
@MappedSuperclass
public abstract class RecordedRevision {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "hibernate_ext_revision")
    @SequenceGenerator(name = "hibernate_ext_revision", sequenceName = "REVINFO_SEQ", allocationSize = 1)
    @RevisionNumber
    @Column(name = "REV")
    private long number;

    @RevisionTimestamp
    @FromContext(Part.TIME)
    @Column(name = "REVTSTMP", nullable = false)
    private long at;

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
     * Which revision this is.
     *
     * @return the number
     */
    public long number() {
        return number;
    }

    /**
     * When it was recorded.
     *
     * @return the instant, in milliseconds
     */
    public Instant at() {
        return Instant.ofEpochMilli(at);
    }

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
