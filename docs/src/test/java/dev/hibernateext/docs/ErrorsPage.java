/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The reference of errors and log messages, made from the sources that make them. */
final class ErrorsPage {

    private static final String HEAD = """
            = Errors

            All errors of the library are `HibernateExtException`. Their `code()` stays the same between versions, `status()` is the HTTP
            status that fits, and `toProblem()` gives both with the details as a problem of RFC 9457. A message says what failed, the state seen
            and what to do; it holds no values. `HibernateExtException.findIn` finds the error where Hibernate has wrapped it.
            This page is made from the sources.
            """;

    private static final String LOG = """

            == Log messages

            Warnings of the start, and what fails after a transaction has ended and cannot be thrown any more. Failures are logged with types and
            stack frames but without the messages of exceptions, which may hold values.
            """;

    private ErrorsPage() {}

    static String of(List<Path> folders) throws IOException {
        var sources = ErrorSources.of(folders);
        return HEAD
                + table(
                        "|Code |Status |Error |When",
                        sources.errors().stream()
                                .map(error -> row(
                                        "`" + error.code() + "`",
                                        error.status(),
                                        "`" + error.type() + "`",
                                        error.when()))
                                .toList())
                + LOG
                + table(
                        "|Number |Message",
                        sources.messages().stream()
                                .map(message -> row("`" + message.number() + "`", message.text()))
                                .toList());
    }

    private static String table(String head, List<String> rows) {
        return "\n|===\n" + head + "\n" + String.join("", rows) + "|===\n";
    }

    private static String row(String... cells) {
        var lines = new ArrayList<String>();
        lines.add("");
        for (var cell : cells) {
            lines.add("|" + cell);
        }
        return String.join("\n", lines) + "\n";
    }
}
