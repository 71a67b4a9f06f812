/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
@NullMarked
package dev.hibernateext.it.history.cost;

import org.jspecify.annotations.NullMarked;
