/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What becomes of connections that go back to the tenants they served. */
@NullMarked
package dev.hibernateext.it.tenancy.affinity;

import org.jspecify.annotations.NullMarked;
