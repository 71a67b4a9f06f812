/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.Map;

/**
 * A row of history.
 *
 * @param id what it tells of
 * @param number of its revision
 * @param type the entity it tells of, which may be a subclass of the one asked for
 * @param operation what was done, as the row keeps it
 * @param values by the names of {@link RecordedType#values()}
 */
public record RecordedRow(Object id, long number, RecordedType type, Object operation, Map<?, ?> values) {}
