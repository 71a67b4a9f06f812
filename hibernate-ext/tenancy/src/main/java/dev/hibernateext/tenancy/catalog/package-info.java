/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Which tenants there are and where each lives. Start with {@link dev.hibernateext.tenancy.catalog.TenantCatalog}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.catalog;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
