/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What the other packages have in common; not for users. */
@NullMarked
package dev.hibernateext.cache.internal;

import org.jspecify.annotations.NullMarked;
