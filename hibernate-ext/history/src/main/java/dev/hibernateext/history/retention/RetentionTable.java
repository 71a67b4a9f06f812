/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.Revision;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of a history, as an entity of Hibernate whose instances are maps.
 *
 * @param name of the entity
 * @param hasElements whether its rows tell of elements of a collection
 * @param paths the names of parts of a row
 * @param scope the rows the session may touch
 * @param keepsDeletions whether what was deleted may come back, so that the last state and the delete stay
 * @param reader tells what a row says
 */
public record RetentionTable(
        String name, boolean hasElements, Paths paths, Scope scope, boolean keepsDeletions, Reader reader) {

    /**
     * Names, without an alias.
     *
     * @param key what two rows of the same thing have in common and what is never null
     * @param more what else they have in common
     * @param owner the id of the entity
     * @param revision the reference to the revision
     * @param number the number of the revision
     * @param end the number of the revision that superseded the row; null if that is not kept
     * @param operation what was done
     */
    public record Paths(
            List<String> key,
            List<String> more,
            List<String> owner,
            String revision,
            String number,
            @Nullable String end,
            String operation) {}

    /**
     * A condition.
     *
     * @param condition of an alias {@code e}, behind others; empty for all rows
     * @param parameters of the condition
     */
    public record Scope(String condition, Map<String, Object> parameters) {}

    /**
     * Reads rows.
     *
     * @param deletion what rows of deletes have as operation
     * @param id of the entity
     * @param parts of an id, by their names without an alias
     * @param operation of a row
     * @param values by name
     * @param revision from an instance of the entity of revisions
     */
    public record Reader(
            Object deletion,
            Function<Map<?, ?>, Object> id,
            Function<Object, Map<String, Object>> parts,
            Function<Map<?, ?>, String> operation,
            Function<Map<?, ?>, Map<String, @Nullable Object>> values,
            Function<Object, Revision> revision) {}

    String sameAsRow(String other) {
        return Stream.concat(
                        paths.key.stream().map(path -> "%1$s.%2$s = e.%2$s".formatted(other, path)),
                        paths.more.stream().map(path -> "%1$s.%2$s is not distinct from e.%2$s".formatted(other, path)))
                .collect(Collectors.joining(" and "));
    }

    String order() {
        return "e.%s, %s"
                .formatted(
                        paths.number,
                        paths.key.stream().map(path -> "e." + path).collect(Collectors.joining(", ")));
    }
}
