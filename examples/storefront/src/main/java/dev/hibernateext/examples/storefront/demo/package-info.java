/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What a demonstration has and a shop must not have: tokens for everybody, and data of others. */
@NullMarked
package dev.hibernateext.examples.storefront.demo;

import org.jspecify.annotations.NullMarked;
