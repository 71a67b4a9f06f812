/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

/**
 * What something that stands before databases is doing, at one moment: pools, a gate, circuits. A record of plain values, so that
 * it can be shown as it is. Told by {@link TenantDatabases#statuses}.
 */
public interface DatabasesStatus {}
