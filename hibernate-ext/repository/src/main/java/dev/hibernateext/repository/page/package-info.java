/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Pages: by cursor, which stay right while rows come and cost the same at any depth, and by number, with a total. Start with
 * {@link dev.hibernateext.repository.page.CursorPages}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.page;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
