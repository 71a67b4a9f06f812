/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.stamp.internal.StampAttribute;
import java.util.List;

/**
 * What bulk statements on one entity have to do.
 *
 * @param stamps the stamps of the entity, inherited ones included
 * @param versioned whether an update increments the version
 */
record BulkEntity(List<StampAttribute> stamps, boolean versioned) {

    static final BulkEntity UNTOUCHED = new BulkEntity(List.of(), false);

    boolean isUntouched() {
        return stamps.isEmpty() && !versioned;
    }

    BulkEntity without(boolean stampsToo, boolean versionToo) {
        return new BulkEntity(stampsToo ? List.of() : stamps, !versionToo && versioned);
    }

    List<StampAttribute> updateStamps() {
        return stamps.stream().filter(stamp -> !stamp.kind().isCreation()).toList();
    }
}
