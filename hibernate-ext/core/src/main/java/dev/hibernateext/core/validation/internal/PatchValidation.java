/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.core.validation.UnknownPropertyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Validates values for attributes of entities. */
public final class PatchValidation implements EntityValidation {

    private final SessionFactoryImplementor factory;
    private final EntityValidator validator;

    /** For a factory. */
    public PatchValidation(SessionFactoryImplementor factory, EntityValidator validator) {
        this.factory = factory;
        this.validator = validator;
    }

    @Override
    public List<EntityViolation> validateValue(
            Class<?> type, String attribute, @Nullable Object value, Class<?>... groups) {
        return validateProperties(type, Collections.singletonMap(attribute, value), groups);
    }

    @Override
    public List<EntityViolation> validateProperties(
            Class<?> type, Map<String, ? extends @Nullable Object> values, Class<?>... groups) {
        var persister = factory.getMappingMetamodel().getEntityDescriptor(type);
        values.keySet().forEach(attribute -> checkKnown(persister, attribute));
        return values.entrySet().stream()
                .flatMap(entry -> validator.validateValue(persister, entry.getKey(), entry.getValue(), groups).stream())
                .map(FoundViolation::toEntityViolation)
                .toList();
    }

    /** Whether a type has constraints that hold when an operation is done. */
    public boolean isConstrained(Class<?> type, ValidatedOperation operation) {
        return validator.isConstrained(type, operation);
    }

    /** What is behind a dot is known to the provider. */
    private static void checkKnown(EntityPersister persister, String attribute) {
        var dot = attribute.indexOf('.');
        var first = dot < 0 ? attribute : attribute.substring(0, dot);
        if (persister.findAttributeMapping(first) == null && !first.equals(persister.getIdentifierPropertyName())) {
            throw UnknownPropertyException.of(persister.getEntityName(), attribute);
        }
    }
}
