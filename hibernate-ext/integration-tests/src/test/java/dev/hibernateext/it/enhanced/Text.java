/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import dev.hibernateext.mixins.AuditedEntity;
import org.jspecify.annotations.Nullable;

/** What the entities have in common with the class of the same name in the other class loader. */
public interface Text {

    @Nullable
    String title();

    void title(String value);

    @Nullable
    String body();

    void body(String value);

    default AuditedEntity audit() {
        return (AuditedEntity) this;
    }
}
