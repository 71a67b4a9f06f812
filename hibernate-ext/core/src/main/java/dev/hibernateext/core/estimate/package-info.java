/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * How many rows a query would find, without executing it. Start with {@link dev.hibernateext.core.estimate.RowEstimate}.
 */
@NullMarked
package dev.hibernateext.core.estimate;

import org.jspecify.annotations.NullMarked;
