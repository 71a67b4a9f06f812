/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.core.context.TenantKey;

/**
 * What one tenant takes of its database.
 *
 * @param tenant who
 * @param connections how many connections it has
 * @param waiting how many of its requests wait
 * @param limits of the tenant
 */
public record TenantLoad(TenantKey tenant, int connections, int waiting, TenantLimits limits) {}
