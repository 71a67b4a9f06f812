/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Entities whose bytecode Hibernate has enhanced. They are classes of their own files, because a class loader that changes a nested class
 * would have to change what it is nested in.
 */
@NullMarked
package dev.hibernateext.it.enhanced;

import org.jspecify.annotations.NullMarked;
