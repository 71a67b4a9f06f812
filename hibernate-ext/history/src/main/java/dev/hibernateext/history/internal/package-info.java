/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */

/** Who keeps the histories of a factory. */
@NullMarked
package dev.hibernateext.history.internal;

import org.jspecify.annotations.NullMarked;
