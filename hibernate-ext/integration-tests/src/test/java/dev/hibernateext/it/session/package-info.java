/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** How applications get at sessions and factories: pools, persistence units, threads, mappings that are not annotations. */
@NullMarked
package dev.hibernateext.it.session;

import org.jspecify.annotations.NullMarked;
