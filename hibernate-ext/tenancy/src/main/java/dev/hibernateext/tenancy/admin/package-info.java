/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Work that sees the rows of all tenants. Start with {@link dev.hibernateext.tenancy.admin.TenantAdmin}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.admin;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
