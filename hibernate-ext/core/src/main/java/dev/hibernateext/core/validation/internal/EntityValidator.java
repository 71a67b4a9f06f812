/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Validates single entities of one factory. Safe for use by many threads. */
public final class EntityValidator {

    private final Supplier<? extends Validator> validator;
    private final Groups groups;
    private final GeneratedAttributes generated;
    private final Map<Class<?>, Boolean> constrained = new ConcurrentHashMap<>();
    private final Map<Check, Boolean> constrainedFor = new ConcurrentHashMap<>();

    /**
     * @param validator made when the first entity is validated
     * @param groups what to check when
     * @param generated what not to report
     */
    public EntityValidator(Supplier<? extends Validator> validator, Groups groups, GeneratedAttributes generated) {
        this.validator = validator;
        this.groups = groups;
        this.generated = generated;
    }

    /** Whether a type has constraints at all. */
    public boolean isConstrained(EntityPersister persister) {
        return persister.getRepresentationStrategy().getMode() == RepresentationMode.POJO
                && constrained.computeIfAbsent(
                        persister.getMappedClass(),
                        type -> validator.get().getConstraintsForClass(type).isBeanConstrained());
    }

    /** Whether a type has constraints of an operation; those of what it refers to aside. */
    boolean isConstrained(Class<?> type, ValidatedOperation operation) {
        return constrainedFor.computeIfAbsent(new Check(type, operation), this::hasConstraints);
    }

    private boolean hasConstraints(Check check) {
        var bean = validator.get().getConstraintsForClass(check.type());
        return Stream.concat(Stream.of(bean), bean.getConstrainedProperties().stream())
                .anyMatch(element -> element.findConstraints()
                        .unorderedAndMatchingGroups(groups.of(check.operation()))
                        .hasConstraints());
    }

    List<FoundViolation> validate(
            EntityPersister persister, Object entity, @Nullable Object id, ValidatedOperation operation) {
        return validator.get().validate(entity, groups.of(operation)).stream()
                .map(violation -> new FoundViolation(persister.getEntityName(), id, violation))
                .filter(found -> !isGenerated(found, persister))
                .toList();
    }

    private boolean isGenerated(FoundViolation found, EntityPersister persister) {
        var path = found.path();
        var isMissingId = path.equals(persister.getIdentifierPropertyName())
                && found.violation().getInvalidValue() == null;
        return isMissingId || generated.contains(found.entityName(), path);
    }

    List<FoundViolation> validateValue(
            EntityPersister persister, String attribute, @Nullable Object value, Class<?>[] of) {
        var checked = of.length == 0 ? groups.of(ValidatedOperation.UPDATE) : of;
        return validator.get().validateValue(persister.getMappedClass(), attribute, value, checked).stream()
                .map(violation -> new FoundViolation(persister.getEntityName(), null, violation))
                .toList();
    }

    private record Check(Class<?> type, ValidatedOperation operation) {}
}
