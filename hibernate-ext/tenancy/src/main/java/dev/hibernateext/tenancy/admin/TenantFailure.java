/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;

/**
 * A tenant a query over tenants has no answer of.
 *
 * @param tenant who
 * @param error why; its message names no value and repeats no text of the database
 */
public record TenantFailure(TenantKey tenant, HibernateExtException error) {}
