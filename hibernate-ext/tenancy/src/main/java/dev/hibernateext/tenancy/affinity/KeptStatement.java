/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement of a connection.
 *
 * @param tenant whose it is; null of those in rows, who have the same
 * @param key what was asked for
 * @param statement as the pool within made it
 */
record KeptStatement(@Nullable TenantKey tenant, StatementKey key, PreparedStatement statement) {}
