/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Entities of revisions that keep the context a transaction ran in. */
@NullMarked
package dev.hibernateext.history.revision;

import org.jspecify.annotations.NullMarked;
