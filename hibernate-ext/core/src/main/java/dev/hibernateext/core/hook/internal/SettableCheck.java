/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.hook.HookAttributeException;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** Whether a write includes an attribute, so that setting it is not lost. */
record SettableCheck(WriteTarget target, Operation operation) {

    void check(AttributeMapping mapping, @Nullable Object value) {
        var reason = obstacle(mapping, value);
        if (reason != null) {
            throw HookAttributeException.notSettable(
                    target.persister().getEntityName(), mapping.getAttributeName(), reason);
        }
    }

    private @Nullable String obstacle(AttributeMapping mapping, @Nullable Object value) {
        var index = mapping.getStateArrayPosition();
        if (mapping.isPluralAttributeMapping()) {
            return "it is a collection. Change it in the application, or add to it from an after hook";
        } else if (index == target.persister().getVersionPropertyIndex()) {
            return "it is the version, which Hibernate counts";
        } else if (isNaturalId(index)) {
            return "it is part of the natural id, which the session has registered already. Set it before persist is called";
        } else if (!isWritten(index)) {
            return "the mapping does not write it with this operation";
        }
        return mistype(mapping.getJavaType(), value);
    }

    private static @Nullable String mistype(JavaType<?> type, @Nullable Object value) {
        if (value == null || type.isInstance(value)) {
            return null;
        }
        return "it takes a %s, the value is a %s"
                .formatted(type.getTypeName(), value.getClass().getName());
    }

    private boolean isNaturalId(int index) {
        var persister = target.persister();
        return persister.hasNaturalIdentifier()
                && IntStream.of(persister.getNaturalIdentifierProperties()).anyMatch(each -> each == index);
    }

    private boolean isWritten(int index) {
        var persister = target.persister();
        return switch (operation) {
            case CREATE -> persister.getPropertyInsertability()[index];
            case UPDATE, RESTORE -> persister.getPropertyUpdateability()[index];
            case UPSERT ->
                persister.getPropertyInsertability()[index] || persister.getPropertyUpdateability()[index];
            case DELETE, SOFT_DELETE -> false;
        };
    }
}
