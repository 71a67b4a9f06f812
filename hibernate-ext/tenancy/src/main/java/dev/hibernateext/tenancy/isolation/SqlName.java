/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names as they stand in SQL. */
final class SqlName {

    private SqlName() {}

    /** A table or column by its letters only: what differs in case is one to us, so that a table is rather found than missed. */
    static String folded(String name) {
        return plain(name).toLowerCase(Locale.ROOT);
    }

    /** An alias, which is another one if it is quoted and differs in case. */
    static String alias(String name) {
        return plain(name).equals(name) ? name.toLowerCase(Locale.ROOT) : plain(name);
    }

    static String plain(String name) {
        var quoted = name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0;
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    /** The parts of a qualified name, folded. */
    static List<String> parts(String qualified) {
        return List.of(qualified.split("\\.", -1)).stream().map(SqlName::folded).toList();
    }

    static @Nullable String foldedOrNull(@Nullable String name) {
        return name == null || name.isEmpty() ? null : folded(name);
    }
}
