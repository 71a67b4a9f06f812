/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */

/** Histories in the tables of Hibernate's own {@code @Audited}. */
@NullMarked
package dev.hibernateext.history.internal.orm.log;

import org.jspecify.annotations.NullMarked;
