/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Rows that are marked as deleted instead of deleted, and sessions that see them. Deletes of every kind are converted and
 * reads hide the rows without any call; start with {@link dev.hibernateext.core.softdelete.Trash} to bring rows back or remove
 * them for good, and with {@link dev.hibernateext.core.softdelete.DeletedRows} to look at them beside others.
 */
@NullMarked
package dev.hibernateext.core.softdelete;

import org.jspecify.annotations.NullMarked;
