/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * A program that shows what a user of the library meets first, on the data of a music store. Start with {@link
 * dev.hibernateext.examples.quickstart.Quickstart}.
 */
@NullMarked
package dev.hibernateext.examples.quickstart;

import org.jspecify.annotations.NullMarked;
