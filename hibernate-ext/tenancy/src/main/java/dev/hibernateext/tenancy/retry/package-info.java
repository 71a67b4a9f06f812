/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Connects again to databases that did not answer, and lets those alone that keep failing. Start with {@link
 * dev.hibernateext.tenancy.retry.RetriedDatabases}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.retry;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
