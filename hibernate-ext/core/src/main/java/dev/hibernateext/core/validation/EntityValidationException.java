/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import dev.hibernateext.core.HibernateExtException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entities do not fulfil their constraints. Carries the violations of all entities of the flush, and nothing of it was sent
 * to the database. Its cause is the {@code jakarta.validation.ConstraintViolationException} with the same violations; theirs
 * contain values, so mind where you print them.
 */
public final class EntityValidationException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final transient List<EntityViolation> violations;

    private EntityValidationException(String message, List<EntityViolation> violations, Throwable cause) {
        super("validation.failed", message, cause);
        this.violations = List.copyOf(violations);
    }

    /**
     * The error for some violations.
     *
     * @param violations all that were found
     * @param cause the error as Jakarta Validation has it
     * @return the error to throw
     */
    public static EntityValidationException of(List<EntityViolation> violations, Throwable cause) {
        var shown = violations.stream()
                .limit(SHOWN)
                .map(EntityViolation::toString)
                .collect(Collectors.joining(", ", "", violations.size() > SHOWN ? ", …" : ""));
        return new EntityValidationException(
                "Cannot write %d entities with %d violated constraints: %s. Nothing was sent to the database; roll back, correct them and try again."
                        .formatted(entities(violations), violations.size(), shown),
                violations,
                cause);
    }

    private static long entities(List<EntityViolation> violations) {
        return violations.stream()
                .map(violation -> violation.entityName() + violation.id())
                .distinct()
                .count();
    }

    /**
     * Every violation of every entity.
     *
     * @return in the order in which the session holds the entities
     */
    public List<EntityViolation> violations() {
        return violations;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "violations", violations.stream().map(EntityViolation::toMap).toList());
    }
}
