/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.ConstraintLookup;
import dev.hibernateext.core.validation.ViolatedConstraint;
import dev.hibernateext.core.validation.ViolatedConstraint.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds constraints by name, else by what the database says and the statement names. What is found is looked up in the
 * mappings, and only their names are handed out: a message may contain values that look like names.
 */
public final class MappedConstraints implements ConstraintLookup {

    /** The table of a statement Hibernate made. */
    private static final Pattern STATEMENT = Pattern.compile(
            "^\\s*(?:insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    /** H2 writes {@code "PUBLIC.INDEX ON PUBLIC.TABLE(A NULLS FIRST, B) VALUES …"}: read up to the values. */
    private static final Pattern H2_UNIQUE = Pattern.compile("^[^\"]*\"[^\"(]+ ON ([^\"(]+)\\(([^\")]+)\\)");

    private final Map<String, NamedConstraint> named = new ConcurrentHashMap<>();
    private final MappedColumns columns;

    /** For the columns of a factory. */
    public MappedConstraints(MappedColumns columns) {
        this.columns = columns;
    }

    /** Adds a constraint of the mappings while the factory is being built. */
    public void add(NamedConstraint constraint) {
        named.put(key(constraint.name()), constraint);
    }

    @Override
    public ViolatedConstraint find(ConstraintViolationException violation) {
        var kind = kindOf(violation);
        var constraint = byName(violation);
        if (constraint != null) {
            return columns.violated(kind, constraint);
        }
        var table = tableOf(violation);
        return columns.violated(kind, new NamedConstraint("", table, columnsOf(violation, table)));
    }

    private @Nullable NamedConstraint byName(ConstraintViolationException violation) {
        var name = violation.getConstraintName();
        if (name == null) {
            return null;
        }
        var simple = key(name);
        var found = named.get(simple);
        // H2 reports the index behind a constraint, which it names after it
        return found != null ? found : named.get(simple.replaceFirst("_index_\\w+$", ""));
    }

    /** SQLSTATE 23xxx of PostgreSQL and H2; 4025 is MariaDB's ER_CONSTRAINT_FAILED, which Hibernate leaves open. */
    private static Kind kindOf(ConstraintViolationException violation) {
        if (violation.getSQLException().getErrorCode() == 4025) {
            return Kind.CHECK;
        }
        return switch (violation.getKind()) {
            case UNIQUE -> Kind.UNIQUE;
            case NOT_NULL -> Kind.NOT_NULL;
            case FOREIGN_KEY -> Kind.FOREIGN_KEY;
            case CHECK -> Kind.CHECK;
            case OTHER -> Kind.OTHER;
        };
    }

    private static String tableOf(ConstraintViolationException violation) {
        var matcher = STATEMENT.matcher(String.valueOf(violation.getSQL()));
        return matcher.find() ? matcher.group(1) : "";
    }

    private List<String> columnsOf(ConstraintViolationException violation, String table) {
        var h2 = H2_UNIQUE.matcher(String.valueOf(violation.getSQLException().getMessage()));
        if (h2.find()) {
            return Pattern.compile(",")
                    .splitAsStream(h2.group(2))
                    .map(column -> column.strip().replaceFirst("\\s.*", ""))
                    .toList();
        }
        var name = violation.getConstraintName();
        return name == null ? List.of() : columns.namedIn(table, key(name));
    }

    /** Names without schema, quotes and case. */
    static String key(String name) {
        var simple = name.substring(name.lastIndexOf('.') + 1);
        return simple.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
