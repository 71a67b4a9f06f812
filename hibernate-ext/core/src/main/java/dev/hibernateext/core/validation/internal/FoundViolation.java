/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.EntityViolation;
import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;

/** A violation as the provider found it, and the entity it belongs to. */
record FoundViolation(String entityName, @Nullable Object id, ConstraintViolation<?> violation) {

    String path() {
        return ViolationPath.of(violation.getPropertyPath());
    }

    EntityViolation toEntityViolation() {
        return new EntityViolation(
                entityName,
                id,
                path(),
                violation.getConstraintDescriptor().getAnnotation().annotationType(),
                violation.getMessageTemplate(),
                violation.getMessage());
    }
}
