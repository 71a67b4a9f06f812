/**
 * How the JDBC transaction of a session really ended, between Hibernate and the connection. Not for users. Start with {@link
 * dev.hibernateext.core.transaction.internal.CommitWatch}.
 */
@NullMarked
package dev.hibernateext.core.transaction.internal;

import org.jspecify.annotations.NullMarked;
