/**
 * What happens between an application and its database, seen from JDBC: recorded, counted, made to fail, and checked for
 * what was left open. Start with {@link dev.hibernateext.testing.jdbc.StatementRecorder}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.testing.jdbc;

import org.jspecify.annotations.NullMarked;
