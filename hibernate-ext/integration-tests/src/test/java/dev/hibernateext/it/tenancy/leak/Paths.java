/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.leak;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** What became of each attack of the kit, by the path it takes; as a table in Markdown. */
final class Paths {

    private static final String TEXT = """

            Two tenants have a row of each of thirty entities in common tables. One tries each way to read and to write on the row of the
            other; the owner has tried it before, so that it is known to work. `LeakKitIT` runs each cell with the [leak
            kit](guide/leak-kit.adoc), which tells a foreign row from an absent one by nothing; `MutantsKilledIT` sees it fail where a guard
            is missing. The marks are for H2, PostgreSQL and MariaDB, as above, and the last column says of how many entities.

            ### Reading rows of tenants

            | Path | Foreign row is not read | Own row is read | Entities |
            |---|:---:|:---:|---|
            %s
            ### Writing rows of tenants

            | Path | Foreign row is not written | Own row is written | Entities |
            |---|:---:|:---:|---|
            %s
            ✗: SQL is sent as it is written and sees all rows. Row-level security hides them, or a schema or database of the tenant's own.
            """;

    /** Tried by the one tenant alone, whose own rows are written as ever. */
    private static final Pattern ALONE = Pattern.compile(
            "own row moved .*|.* with the other tenant set|reference to .*|same keys .*|read of the own row");

    private static final Pattern WRITE = Pattern.compile(
            "(stateless |HQL |criteria )?(delete|update|upsert|insert|remove|merge)\\b.*|own row moved .*|reference to .*|same keys .*");

    private final Map<DatabaseKind, Map<String, Set<String>>> held = new EnumMap<>(DatabaseKind.class);
    private final Map<DatabaseKind, Set<String>> open = new EnumMap<>(DatabaseKind.class);
    private final Set<DatabaseKind> begun = new HashSet<>();
    private boolean failed;

    /** The tests, which leave here what they find. */
    Stream<DynamicNode> recording(Stream<DynamicNode> entities, DatabaseKind kind) {
        begun.add(kind);
        return entities.map(node -> {
            var entity = (DynamicContainer) node;
            return DynamicContainer.dynamicContainer(
                    entity.getDisplayName(),
                    entity.getChildren().map(child -> recording(entity.getDisplayName(), (DynamicTest) child, kind)));
        });
    }

    private DynamicTest recording(String entity, DynamicTest test, DatabaseKind kind) {
        var path = pathOf(test.getDisplayName().substring(entity.length() + 2));
        return DynamicTest.dynamicTest(test.getDisplayName(), () -> record(entity, path, test.getExecutable(), kind));
    }

    private void record(String entity, String path, Executable attack, DatabaseKind kind) throws Throwable {
        try {
            attack.execute();
            held.computeIfAbsent(kind, key -> new TreeMap<>())
                    .computeIfAbsent(path, key -> new TreeSet<>())
                    .add(entity);
        } catch (TestAbortedException e) {
            if (String.valueOf(e.getMessage()).startsWith("Open")) {
                open.computeIfAbsent(kind, key -> new TreeSet<>()).add(path);
            }
            throw e;
        } catch (Throwable e) {
            failed = true;
            throw e;
        }
    }

    /** The names of attributes and entities differ. */
    private static String pathOf(String attack) {
        if (attack.startsWith("HQL select of ") && !attack.endsWith(" the identifier")) {
            return "HQL select of an attribute";
        }
        return attack.replaceFirst("^(HQL join|HQL fetch) of .*", "$1 of an association")
                .replaceFirst("^HQL path to .*", "HQL path to an association")
                .replaceFirst("^(elements|size) of .*", "$1 of a collection")
                .replaceFirst("^join from .*", "HQL join from another entity")
                .replaceFirst("^(find|HQL) as .*", "$1 of the root entity")
                .replaceFirst("^reference to a foreign row by .*", "reference to a foreign row")
                .replaceFirst("^named query .*", "named query");
    }

    boolean isComplete() {
        return !failed && begun.size() == DatabaseKind.values().length && held.size() == begun.size();
    }

    String document() {
        return TEXT.formatted(
                table(path -> !WRITE.matcher(path).matches()),
                table(path -> WRITE.matcher(path).matches()));
    }

    private String table(Predicate<String> wanted) {
        return Stream.concat(held.values().stream().map(Map::keySet), open.values().stream())
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .filter(wanted)
                .map(this::line)
                .collect(Collectors.joining());
    }

    private String line(String path) {
        var entities = held.values().stream()
                .map(paths -> paths.getOrDefault(path, Set.of()).size())
                .max(Integer::compare)
                .orElse(0);
        var own = marks(kind -> ALONE.matcher(path).matches() ? "·" : own(kind, path));
        return "| %s | %s | %s | %s |%n"
                .formatted(
                        path,
                        marks(kind -> isOpen(kind, path) ? "✗" : held(kind, path)),
                        own,
                        entities == 0 ? "all" : entities);
    }

    private boolean isOpen(DatabaseKind kind, String path) {
        return open.getOrDefault(kind, Set.of()).contains(path);
    }

    private String held(DatabaseKind kind, String path) {
        return held.getOrDefault(kind, Map.of()).containsKey(path) ? "✓" : "·";
    }

    /* An attack that the owner did not succeed with was skipped. */
    private String own(DatabaseKind kind, String path) {
        return isOpen(kind, path) ? "✓" : held(kind, path);
    }

    private static String marks(Function<DatabaseKind, String> mark) {
        return List.of(DatabaseKind.values()).stream().map(mark).collect(Collectors.joining(" "));
    }
}
