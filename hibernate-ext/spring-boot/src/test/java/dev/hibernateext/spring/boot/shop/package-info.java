/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** An application with several tenants, started as users start theirs. */
@NullMarked
package dev.hibernateext.spring.boot.shop;

import org.jspecify.annotations.NullMarked;
