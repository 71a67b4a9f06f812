/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The second-level cache of entities that all tenants share. Start with {@link
 * dev.hibernateext.core.internal.orm.shared.SharedPersisters}.
 */
@NullMarked
package dev.hibernateext.core.internal.orm.shared;

import org.jspecify.annotations.NullMarked;
