/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import dev.hibernateext.history.revision.FromContext.Part;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

/**
 * A revision with its number and its time, and nothing of the context.
 *
 * <p>The columns are those Envers gives its own. Numbers are taken one by one, so that they grow with time on all nodes; the sequence of
 * an existing schema needs {@code increment by 1}.
 */
@MappedSuperclass
public abstract class NumberedRevision {

    @Id
    @NextNumber(sequence = "REVINFO_SEQ")
    @RevisionNumber
    @Column(name = "REV")
    private long number;

    @RevisionTimestamp
    @FromContext(Part.TIME)
    @Column(name = "REVTSTMP", nullable = false)
    private long at;

    /** For subclasses and Hibernate. */
    protected NumberedRevision() {}

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
}
