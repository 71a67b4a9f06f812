/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.TenantKey;
import org.jspecify.annotations.Nullable;

/**
 * One row of a query over tenants.
 *
 * @param tenant whose it is
 * @param value what the query selects, of the type it was made for
 * @param <R> the type
 */
public record TenantRow<R extends @Nullable Object>(TenantKey tenant, R value) {}
