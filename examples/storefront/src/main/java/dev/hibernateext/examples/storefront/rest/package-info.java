/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Rows over HTTP, as Refine's clients ask for them: lists with filters, and writes that name the version they have seen. */
@NullMarked
package dev.hibernateext.examples.storefront.rest;

import org.jspecify.annotations.NullMarked;
