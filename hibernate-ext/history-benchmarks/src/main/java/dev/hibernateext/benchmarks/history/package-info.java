/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Measures what histories cost. Start with {@link dev.hibernateext.benchmarks.history.HistoryReport}. */
@NullMarked
package dev.hibernateext.benchmarks.history;

import org.jspecify.annotations.NullMarked;
