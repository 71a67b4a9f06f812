/**
 * Units of work in a transaction: they join an outer one, nest by savepoints, are retried in a new session, and call back with
 * the outcome. Start with {@link dev.hibernateext.core.transaction.Transactions}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.transaction;

import org.jspecify.annotations.NullMarked;
