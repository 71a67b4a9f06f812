/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
@NullMarked
package dev.hibernateext.it.cache;

import org.jspecify.annotations.NullMarked;
