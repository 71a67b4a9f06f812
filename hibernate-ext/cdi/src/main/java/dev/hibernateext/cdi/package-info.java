/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Applications with CDI: beans as settings of a persistence unit, the context in force as a bean, and methods that run for a tenant.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.cdi;

import org.jspecify.annotations.NullMarked;
