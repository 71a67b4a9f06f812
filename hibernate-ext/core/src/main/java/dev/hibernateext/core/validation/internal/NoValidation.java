/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.EntityViolation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in where nothing validates. */
public final class NoValidation implements EntityValidation {

    @Override
    public List<EntityViolation> validateValue(
            Class<?> type, String attribute, @Nullable Object value, Class<?>... groups) {
        return List.of();
    }

    @Override
    public List<EntityViolation> validateProperties(
            Class<?> type, Map<String, ? extends @Nullable Object> values, Class<?>... groups) {
        return List.of();
    }
}
