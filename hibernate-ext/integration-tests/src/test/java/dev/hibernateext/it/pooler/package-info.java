/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Poolers of connections to PostgreSQL between transactions, and work that notices when they mix tenants up. Start with {@link dev.hibernateext.it.pooler.TransactionPooler}. */
@NullMarked
package dev.hibernateext.it.pooler;

import org.jspecify.annotations.NullMarked;
