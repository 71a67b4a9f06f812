/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import org.jspecify.annotations.Nullable;

/** What a tab has in common with the class of the same name in the other class loader. */
public interface Named {

    @Nullable
    String name();

    void name(String value);
}
