/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Histories to look at. */
@NullMarked
package dev.hibernateext.history.picture;

import org.jspecify.annotations.NullMarked;
