/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** The auto-configuration, condition by condition. */
@NullMarked
package dev.hibernateext.spring.boot;

import org.jspecify.annotations.NullMarked;
