/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Who worked across tenants, and why. Start with {@link dev.hibernateext.tenancy.audit.TenancyAudit}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.audit;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
