/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.isolation.IsolationException;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSqlParser is optional: who does not ask for the isolation audit does without it. Each start is a program of its own. */
class WithoutParserTest {

    private static final String PARSER = "jsqlparser";
    private static final String STARTED = "started";

    /** Starts a factory, and writes and reads rows of its tenants. */
    static final class Program {

        private Program() {}

        /**
         * Prints what came of it.
         *
         * @param arguments a setting and its value
         */
        public static void main(String[] arguments) {
            try {
                AuditedBank.settled(Map.of(arguments[0], arguments[1])).close();
                System.out.println(STARTED);
            } catch (RuntimeException e) {
                System.out.println(HibernateExtException.findIn(e, IsolationException.class));
            }
        }
    }

    private static String start(boolean parser, String setting, String value) throws IOException {
        var path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> parser || !entry.contains(PARSER))
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", path, Program.class.getName(), setting, value)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({IsolationSettings.POLICY + ",warn", IsolationSettings.SHARED_WRITE + ",reject"})
    void refusesToStartWhereTheAuditIsAskedFor(String setting, String value) throws IOException {
        assertThat(start(false, setting, value))
                .contains(IsolationException.class.getName(), setting + " is set")
                .contains("Add com.github.jsqlparser:jsqlparser");
    }

    @ParameterizedTest
    @CsvSource({IsolationSettings.POLICY + ",off", IsolationSettings.STATEMENT_LOG + ",true"})
    void worksWhereItIsNot(String setting, String value) throws IOException {
        assertThat(start(false, setting, value)).contains(STARTED);
    }

    /** The blade: the same program with it. */
    @Test
    void startsWithIt() throws IOException {
        assertThat(start(true, IsolationSettings.POLICY, "warn")).contains(STARTED);
    }
}
