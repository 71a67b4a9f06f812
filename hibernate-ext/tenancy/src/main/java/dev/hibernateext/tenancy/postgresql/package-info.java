/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Brings PostgreSQL connections into the state of a tenant without a round trip of its own, and leaves nothing of it on them.
 * Start with {@link dev.hibernateext.tenancy.postgresql.PostgresqlTenantState}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.postgresql;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
