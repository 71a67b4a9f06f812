/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.orm.SqlWords.Word;
import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns a query may read. A statement that Hibernate has written reads no column that it does not name, unless it names none at all
 * with an asterisk, or reads a view, or something that the database computes from others.
 */
final class ReadColumns {

    static final ReadColumns ALL = new ReadColumns(null);

    /** Counts rows, and reads nothing of them. */
    private static final Pattern COUNT = Pattern.compile("count\\(\\*\\)", Pattern.CASE_INSENSITIVE);

    private final @Nullable Set<String> words;

    private ReadColumns(@Nullable Set<String> words) {
        this.words = words;
    }

    static ReadColumns of(Cacheable query, MappedColumns mapped) {
        if (query.isNative() || COUNT.matcher(query.sql()).replaceAll("").indexOf('*') >= 0) {
            return ALL;
        }
        var words = SqlWords.of(query.sql());
        var names = words.stream().map(Word::text).collect(Collectors.toSet());
        return areUnderstood(words, names, tables(query), mapped) ? new ReadColumns(names) : ALL;
    }

    private static Set<String> tables(Cacheable query) {
        return query.tables().stream().map(SqlWords::plain).collect(Collectors.toSet());
    }

    /** What is qualified has to be a column of a table the statement names: others may be computed by the database. */
    private static boolean areUnderstood(
            List<Word> words, Set<String> names, Set<String> tables, MappedColumns mapped) {
        if (tables.isEmpty() || !names.containsAll(tables)) {
            return false;
        }
        var known = new HashSet<>(tables);
        for (var table : tables) {
            var columns = mapped.of(table);
            if (columns == null) {
                return false;
            }
            known.addAll(columns);
        }
        return words.stream().allMatch(word -> !word.isQualified() || known.contains(word.text()));
    }

    /** The words of the statement, the columns' names among them; null if it may read any. */
    @Nullable
    Set<String> words() {
        return words;
    }

    boolean areKnown() {
        return words != null;
    }

    /** Whether a column with this plain name may be among them. */
    boolean mayHave(String column) {
        return words == null || words.contains(column);
    }
}
