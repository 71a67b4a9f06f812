/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.EntityValidationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What the validation of one session's current flush has found. */
public final class FlushValidation {

    private final EntityValidator validator;
    private final Set<Object> validated = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<FoundViolation> found = new ArrayList<>();

    /** For a session of the factory with this validator. */
    public FlushValidation(EntityValidator validator) {
        this.validator = validator;
    }

    /** A flush begins: what an earlier one found was raised, or its statements were not needed. */
    public void begin() {
        if (!validated.isEmpty()) {
            validated.clear();
        }
        found.clear();
    }

    /** Validates an entity and keeps what it finds until the first statement is due. */
    public void collect(EntityPersister persister, Object entity, @Nullable Object id, ValidatedOperation operation) {
        if (validator.isConstrained(persister) && validated.add(entity)) {
            found.addAll(validator.validate(persister, entity, id, operation));
        }
    }

    /** The first statement is due: raises everything that was found. */
    public void raise() {
        if (!found.isEmpty()) {
            var all = List.copyOf(found);
            begin();
            throw error(all);
        }
    }

    private static EntityValidationException error(List<FoundViolation> all) {
        var violations = new LinkedHashSet<ConstraintViolation<?>>();
        all.forEach(each -> violations.add(each.violation()));
        return EntityValidationException.of(
                all.stream().map(FoundViolation::toEntityViolation).toList(),
                new ConstraintViolationException(all.size() + " constraints are violated", violations));
    }
}
