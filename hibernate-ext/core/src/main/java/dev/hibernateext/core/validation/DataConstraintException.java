/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import dev.hibernateext.core.HibernateExtException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The database refused a write because of a constraint. Names the attributes, never their values: databases put key values and
 * whole rows into their messages, so the cause is a copy of the driver's exception without text ({@link
 * RedactedSqlException}).
 */
public final class DataConstraintException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient ViolatedConstraint violated;

    private DataConstraintException(String message, ViolatedConstraint violated, @Nullable Throwable cause) {
        super("validation.data-constraint", message, cause);
        this.violated = violated;
    }

    /**
     * The error for a constraint.
     *
     * @param violated what was found out about it
     * @param cause the driver's exception, redacted
     * @return the error to throw
     */
    public static DataConstraintException of(ViolatedConstraint violated, @Nullable RedactedSqlException cause) {
        return new DataConstraintException(
                "The database refused to write %s: %s. Nothing of this transaction is kept; roll back, correct the values and try again."
                        .formatted(violated.subject(), violated.reason()),
                violated,
                cause);
    }

    /**
     * What kind of constraint it is.
     *
     * @return the kind
     */
    public ViolatedConstraint.Kind kind() {
        return violated.kind();
    }

    /**
     * The entity that has the constraint; for a foreign key, the one that refers.
     *
     * @return its name in the mappings, or null if the database did not tell enough
     */
    public @Nullable String entityName() {
        return violated.entityName();
    }

    /**
     * The attributes the constraint is about.
     *
     * @return names, with dots into embeddables; empty if the database did not tell enough
     */
    public List<String> attributes() {
        return violated.attributes();
    }

    /**
     * The name of the constraint.
     *
     * @return the name if the mappings know it, else null
     */
    public @Nullable String constraintName() {
        return violated.constraintName();
    }

    @Override
    public int status() {
        return 409;
    }

    /** The violations have the members of those of {@link EntityValidationException}. */
    @Override
    protected Map<String, Object> details() {
        var violations = (attributes().isEmpty() ? List.of("") : attributes())
                .stream().map(this::violation).toList();
        return Map.of("kind", violated.kind().name(), "violations", violations);
    }

    private Map<String, Object> violation(String path) {
        var violation = new LinkedHashMap<String, Object>();
        if (entityName() != null) {
            violation.put("entity", entityName());
        }
        violation.put("path", path);
        violation.put("constraint", violated.kind().name());
        violation.put("messageTemplate", violated.reason());
        return violation;
    }
}
