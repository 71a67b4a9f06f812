/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The Chinook music store: its entities and their import from the original data. Start with {@link
 * dev.hibernateext.examples.quickstart.store.ChinookImport}.
 */
@NullMarked
package dev.hibernateext.examples.quickstart.store;

import org.jspecify.annotations.NullMarked;
