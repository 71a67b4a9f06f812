/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** How long histories are kept, what is kept longer, and what is erased from them. */
@NullMarked
package dev.hibernateext.history.retention;

import org.jspecify.annotations.NullMarked;
