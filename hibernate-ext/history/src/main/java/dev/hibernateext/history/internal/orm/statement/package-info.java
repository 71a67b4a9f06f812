/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What statements and upserts do to recorded rows, which Envers does not see, as entries beside those of Envers. */
@NullMarked
package dev.hibernateext.history.internal.orm.statement;

import org.jspecify.annotations.NullMarked;
