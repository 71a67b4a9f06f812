/**
 * Which entities of a factory belong to tenants, and sessions that see the rows of all of them. Start with {@link
 * dev.hibernateext.core.tenant.internal.AllTenants}.
 */
@NullMarked
package dev.hibernateext.core.tenant.internal;

import org.jspecify.annotations.NullMarked;
