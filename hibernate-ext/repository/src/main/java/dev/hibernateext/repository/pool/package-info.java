/**
 * Connection pools as values: settings that cannot leak a credential, a size that follows a rule, a review that knows the usual
 * misconfigurations, and a report of who holds connections. Needs no pool on the class path; start with
 * {@link dev.hibernateext.repository.pool.PoolSettings}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.pool;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
