/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import dev.hibernateext.core.internal.FactoryState;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Validates values before an entity has them: the fields of a patch. Safe for use by many threads.
 *
 * <p>Without a Jakarta Validation provider, and where the validation mode is {@code none}, nothing is a violation.
 */
public interface EntityValidation {

    /**
     * The validation of a factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return the one validation of this factory
     */
    static EntityValidation of(SessionFactory factory) {
        return FactoryState.of(factory).component(EntityValidation.class, () -> {
            throw new IllegalStateException("The session factory is still being built: validate when it is complete.");
        });
    }

    /**
     * Validates one value.
     *
     * @param type an entity class
     * @param attribute the attribute the value is for
     * @param value the value
     * @param groups which constraints to check; those of an update if none are given
     * @return the violations, without an id
     * @throws UnknownPropertyException if the type has no such attribute
     */
    List<EntityViolation> validateValue(Class<?> type, String attribute, @Nullable Object value, Class<?>... groups);

    /**
     * Validates some values. Constraints on other attributes and on the whole entity are not checked.
     *
     * @param type an entity class
     * @param values attributes, with dots into embeddables, and their values
     * @param groups which constraints to check; those of an update if none are given
     * @return the violations, without ids, in the order of the values
     * @throws UnknownPropertyException if the type lacks one of the attributes
     */
    List<EntityViolation> validateProperties(
            Class<?> type, Map<String, ? extends @Nullable Object> values, Class<?>... groups);
}
