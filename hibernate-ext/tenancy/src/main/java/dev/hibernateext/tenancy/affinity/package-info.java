/**
 * Connections that go back to the tenants they served. Start with {@link dev.hibernateext.tenancy.affinity.AffineDatabases}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.affinity;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
