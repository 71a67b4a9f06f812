/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a COPY failed, as the server tells in the context of its error: {@code COPY track, line 3, column price}. It tells neither where its
 * messages are in another language, nor for what it checks at the end, such as foreign keys.
 *
 * @param line from 1
 * @param column as the catalogue names it, or null
 */
record CopyPlace(int line, @Nullable String column) {

    private static final Pattern CONTEXT =
            Pattern.compile("^COPY .*, line (\\d+)(?:, column ([^:\\n]+))?", Pattern.MULTILINE);

    static @Nullable CopyPlace of(PersistenceException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            var context = cause instanceof SQLException failure ? Drivers.context(failure) : null;
            if (context != null) {
                return parse(context);
            }
        }
        return null;
    }

    static @Nullable CopyPlace parse(String context) {
        var matcher = CONTEXT.matcher(context);
        return matcher.find() ? new CopyPlace(Integer.parseInt(matcher.group(1)), matcher.group(2)) : null;
    }
}
