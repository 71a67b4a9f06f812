/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What runs in the processes that are measured: an application, the filter that measures it, and sockets that count. */
@NullMarked
package dev.hibernateext.benchmarks.storefront.served;

import org.jspecify.annotations.NullMarked;
