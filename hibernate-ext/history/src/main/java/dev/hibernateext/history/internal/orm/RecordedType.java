/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept of one entity. */
public interface RecordedType {

    /** The name of the entity. */
    String entity();

    /** The names in a row of history of what has one value, by path. */
    Map<String, List<String>> values();

    /** The paths of the collections it owns. */
    Set<String> collectionPaths();

    /** Whether two values of a name are the same. */
    boolean isEqual(String name, @Nullable Object one, @Nullable Object other);

    /** The names of an attribute, or of all parts of an embeddable; empty if there is none. */
    default List<String> namesOf(String path) {
        var exact = values().get(path);
        return exact != null
                ? exact
                : values().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(path + '.'))
                        .flatMap(entry -> entry.getValue().stream())
                        .toList();
    }
}
