/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Looks at native statements before they run, and finds those that reach beyond their tenant. Off unless {@link
 * dev.hibernateext.tenancy.isolation.IsolationSettings} says otherwise; start there.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.isolation;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
