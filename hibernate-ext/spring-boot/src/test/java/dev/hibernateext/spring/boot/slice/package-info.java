/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** An application whose entities are tested by themselves. */
@NullMarked
package dev.hibernateext.spring.boot.slice;

import org.jspecify.annotations.NullMarked;
