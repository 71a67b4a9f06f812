/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Which tenant work is for. Start with {@link dev.hibernateext.tenancy.Tenants}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
