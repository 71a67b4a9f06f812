/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */

/** Stateless sessions of Hibernate, as histories need them. */
@NullMarked
package dev.hibernateext.history.internal.orm.session;

import org.jspecify.annotations.NullMarked;
