/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** The samples of the guide, as tests. */
@NullMarked
package dev.hibernateext.docs;

import org.jspecify.annotations.NullMarked;
