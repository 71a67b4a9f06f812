/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.Delete;
import dev.hibernateext.core.validation.Insert;
import dev.hibernateext.core.validation.Restore;
import dev.hibernateext.core.validation.SoftDelete;
import dev.hibernateext.core.validation.Update;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which constraints are checked with an operation: those the settings name, and the group of this library. */
public final class Groups {

    private static final Map<ValidatedOperation, List<Class<?>>> OWN = Map.of(
            ValidatedOperation.INSERT, List.of(Insert.class),
            ValidatedOperation.UPDATE, List.of(Update.class),
            ValidatedOperation.UPSERT, List.of(Insert.class, Update.class),
            ValidatedOperation.DELETE, List.of(Delete.class),
            ValidatedOperation.SOFT_DELETE, List.of(SoftDelete.class),
            ValidatedOperation.RESTORE, List.of(Restore.class));

    private final Map<ValidatedOperation, Set<Class<?>>> groups = new EnumMap<>(ValidatedOperation.class);

    /** Takes over the groups of the settings for an operation. */
    public void configure(ValidatedOperation operation, Class<?>... configured) {
        var all = new LinkedHashSet<>(Arrays.asList(configured));
        all.addAll(OWN.getOrDefault(operation, List.of()));
        groups.put(operation, all);
    }

    Class<?>[] of(ValidatedOperation operation) {
        return groups.getOrDefault(operation, Set.of()).toArray(Class<?>[]::new);
    }
}
