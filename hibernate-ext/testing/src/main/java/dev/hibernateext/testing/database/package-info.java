/**
 * The databases tests run on: where a server comes from, a fresh database on it, and a PostgreSQL server of one's own to
 * kill. Start with {@link dev.hibernateext.testing.database.DatabaseServers}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.testing.database;

import org.jspecify.annotations.NullMarked;
