/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
@NullMarked
package dev.hibernateext.history.picture;

import org.jspecify.annotations.NullMarked;
