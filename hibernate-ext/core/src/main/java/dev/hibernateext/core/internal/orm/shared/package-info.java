/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The second-level cache, which JPA calls shared, where there are tenants: of entities that all of them share, and of rows that
 * belong to one and are written by a session of all. Start with {@link
 * dev.hibernateext.core.internal.orm.shared.SharedPersisters}.
 */
@NullMarked
package dev.hibernateext.core.internal.orm.shared;

import org.jspecify.annotations.NullMarked;
