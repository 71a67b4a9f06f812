/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

/** What a statement does besides reading and writing rows, as far as its text tells. */
enum SqlEffect {
    /** Nothing. */
    NONE,
    /** It may change what outlives its transaction, or the transaction itself. */
    LASTING
}
