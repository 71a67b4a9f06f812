/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** An entity of {@link HistoryOracle}: paths and values. */
interface RecordedEntity {

    Object id();

    int version();

    /** What is recorded, by path: values, ids of references, sets of values or ids, maps. Without nulls and empty collections. */
    Map<String, Object> recorded();

    /** Changes what is at a path. */
    void change(Session session, String path, @Nullable Object value);
}
