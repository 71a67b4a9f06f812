/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Envers, its internals included, as a backend of histories. */
@NullMarked
package dev.hibernateext.history.internal.orm;

import org.jspecify.annotations.NullMarked;
