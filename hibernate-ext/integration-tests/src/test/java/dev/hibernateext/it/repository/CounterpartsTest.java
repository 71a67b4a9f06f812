/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.hook.EntityHooks;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.RowQuery;
import dev.hibernateext.repository.async.AsyncRepository;
import dev.hibernateext.repository.async.AsyncSessions;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.pool.hikari.HikariPools;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's table of what the functions of sqlmodel-crud-utils 0.2 are here. */
class CounterpartsTest {

    private static final Path GUIDE = Path.of("../../docs/guide/repository.adoc");

    private static final List<Class<?>> TYPES = List.of(
            Repository.class,
            RowQuery.class,
            AsyncRepository.class,
            AsyncSessions.class,
            Filters.class,
            CursorPages.class,
            OffsetPages.class,
            Transactions.class,
            Hooks.class,
            EntityHooks.class,
            HikariPools.class);

    /** Of the functions, the methods of its hooks and mixins and its query builder, as that project's design has them. */
    private static final List<String> FUNCTIONS = List.of(
            "get_row",
            "get_rows",
            "get_rows_within_id_list",
            "get_one_or_create",
            "write_row",
            "insert_data_rows",
            "update_row",
            "delete_row",
            "bulk_upsert_mappings",
            "transaction",
            "soft_delete",
            "restore",
            "register_hook",
            "get_hooks",
            "before_create",
            "after_create",
            "before_update",
            "after_update",
            "before_delete",
            "after_delete",
            "where",
            "order_by",
            "limit",
            "offset",
            "all",
            "first",
            "count",
            "create_pooled_engine");

    @Test
    void namesEveryFunctionOnce() throws IOException {
        var twins = Stream.concat(FUNCTIONS.stream().limit(9), Stream.of("transaction"))
                .map(function -> "a_" + function);

        assertThat(names(1, "`(\\w+)`"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(FUNCTIONS.stream(), twins).toList());
    }

    @Test
    void namesMethodsThatAreThere() throws IOException {
        assertThat(names(2, "`(\\w+\\.\\w+)`"))
                .hasSizeGreaterThan(FUNCTIONS.size())
                .isSubsetOf(TYPES.stream()
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(CounterpartsTest::name)
                        .toList());
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static List<String> names(int column, String pattern) throws IOException {
        return Files.readString(GUIDE)
                .lines()
                .dropWhile(line -> !line.equals("== Coming from sqlmodel-crud-utils"))
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\| ", -1)[column])
                .flatMap(cell -> Pattern.compile(pattern).matcher(cell).results())
                .map(found -> found.group(1))
                .toList();
    }
}
