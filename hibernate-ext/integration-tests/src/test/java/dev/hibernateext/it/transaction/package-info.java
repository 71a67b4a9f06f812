/** What the library promises about transactions, shown on real databases. Start with {@link TransactionsTest}. */
@NullMarked
package dev.hibernateext.it.transaction;

import org.jspecify.annotations.NullMarked;
