/**
 * Rows that belong to one tenant each, in tables that tenants share. An entity with {@link org.hibernate.annotations.TenantId} is
 * read and written with the tenant of its session, whichever way; there is nothing to call. Start with {@link
 * dev.hibernateext.core.tenant.TenantMappingException} for what a mapping must be like.
 */
@NullMarked
package dev.hibernateext.core.tenant;

import org.jspecify.annotations.NullMarked;
