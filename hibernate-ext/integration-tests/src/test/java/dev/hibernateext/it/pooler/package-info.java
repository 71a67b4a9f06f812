/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** A pooler of connections to PostgreSQL between transactions, as PgBouncer is one, for tests. Start with {@link dev.hibernateext.it.pooler.TransactionPooler}. */
@NullMarked
package dev.hibernateext.it.pooler;

import org.jspecify.annotations.NullMarked;
