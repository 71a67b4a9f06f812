/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Applications in Weld, on H2. */
@NullMarked
package dev.hibernateext.cdi;

import org.jspecify.annotations.NullMarked;
