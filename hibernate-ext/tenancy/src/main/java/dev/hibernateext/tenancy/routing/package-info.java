/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Gives each session a connection of its tenant. Start with {@link dev.hibernateext.tenancy.routing.TenancySettings}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.routing;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
