/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.internal.SqlTokens;
import dev.hibernateext.tenancy.internal.TextCache;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statements;
import org.jspecify.annotations.Nullable;

/** Finds out what statements do, each text once. Safe for use by many threads. */
final class SqlReader {

    /** The parser takes time and stack for each level; people write fewer. */
    private static final int DEEPEST = 40;

    private static final int LONGEST = 200_000;

    private final MappedTables tables;
    private final TextCache<SqlFacts> known = new TextCache<>(this::read);

    SqlReader(MappedTables tables) {
        this.tables = tables;
    }

    SqlFacts facts(String sql) {
        return known.get(sql);
    }

    private SqlFacts read(String sql) {
        if (isOfTheSession(sql)) {
            return SqlFacts.NOTHING;
        }
        var words = words(sql);
        var statements = words < 0 ? null : parsed(sql);
        if (statements == null || statements.isEmpty()) {
            return SqlFacts.UNKNOWN;
        }
        var findings = new Findings();
        var reader = new StatementReader(tables, findings);
        try {
            statements.forEach(reader::read);
        } catch (RuntimeException | StackOverflowError e) {
            // The parser's trees have holes where a dialect has parts it knows nothing of.
            findings.notUnderstood();
        }
        return findings.facts(words);
    }

    /** Temporary tables in the words of a dialect, such as those of Hibernate's bulk statements; their rows have been read elsewhere. */
    private static boolean isOfTheSession(String sql) {
        var tokens = new SqlTokens(sql);
        var verb = tokens.next().toLowerCase(Locale.ROOT);
        var kind = tokens.next().toLowerCase(Locale.ROOT);
        var temporary = Set.of("local", "global").contains(kind) ? tokens.next().toLowerCase(Locale.ROOT) : kind;
        return Set.of("create", "drop").contains(verb)
                && Set.of("temporary", "temp").contains(temporary)
                && words(sql) == 0
                && sql.indexOf(';') < 0;
    }

    /** How often the text says SELECT, or -1 if it is not for the parser: what MariaDB executes is a comment to others. */
    private static int words(String sql) {
        if (sql.length() > LONGEST || sql.contains("/*!") || sql.contains("/*M!")) {
            return -1;
        }
        var tokens = new SqlTokens(sql);
        var depth = 0;
        var selects = 0;
        for (var token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
            selects += token.equalsIgnoreCase("select") ? 1 : 0;
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth > DEEPEST) {
                return -1;
            }
        }
        return selects;
    }

    private static @Nullable Statements parsed(String sql) {
        var simple = parsed(sql, false);
        return simple == null ? parsed(sql, true) : simple;
    }

    private static @Nullable Statements parsed(String sql, boolean complex) {
        try {
            var parser = new CCJSqlParser(new StringProvider(sql));
            return parser.withAllowComplexParsing(complex).Statements();
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return null;
        }
    }
}
