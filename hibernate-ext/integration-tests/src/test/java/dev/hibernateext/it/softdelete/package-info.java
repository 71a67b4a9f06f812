/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Deleted rows on every path that reads or writes them. Start with {@link dev.hibernateext.it.softdelete.Library}. */
@NullMarked
package dev.hibernateext.it.softdelete;

import org.jspecify.annotations.NullMarked;
