/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** When the rows of a history ended, kept by a statement for many of them. */
@NullMarked
package dev.hibernateext.history.internal.orm.validity;

import org.jspecify.annotations.NullMarked;
