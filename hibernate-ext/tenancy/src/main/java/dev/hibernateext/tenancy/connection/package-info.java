/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * What a connection of a tenant is like. Start with {@link dev.hibernateext.tenancy.connection.TenantConnectionState}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.connection;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
