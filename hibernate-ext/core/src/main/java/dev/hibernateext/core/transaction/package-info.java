/**
 * Units of work in a transaction: they join an outer one, nest by savepoints, are retried in a new session, and call back with
 * the outcome. Start with {@link dev.hibernateext.core.transaction.Transactions}. Writes that may fail within a
 * transaction of any origin run in a {@link dev.hibernateext.core.transaction.Trial}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.transaction;

import org.jspecify.annotations.NullMarked;
