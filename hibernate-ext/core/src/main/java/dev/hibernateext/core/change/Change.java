/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.Set;

/** One thing a transaction changed. Immutable; {@code toString} names what changed and never prints a value or an id. */
public sealed interface Change permits EntityChange, CollectionChange, BulkChange {

    /**
     * The tables whose rows are affected.
     *
     * @return query spaces as Hibernate writes them, which are the names of tables, qualified and quoted as in SQL; empty
     *     only for a native statement that declares none
     */
    Set<String> tables();
}
