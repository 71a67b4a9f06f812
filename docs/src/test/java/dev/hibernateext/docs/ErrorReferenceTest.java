/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {

    private static final Path PAGE = Path.of("guide/errors.adoc");
    private static final List<Path> SOURCES = List.of(
            Path.of("../hibernate-ext/core/src/main/java"),
            Path.of("../hibernate-ext/cache/src/main/java"),
            Path.of("../hibernate-ext/history/src/main/java"),
            Path.of("../hibernate-ext/repository/src/main/java"),
            Path.of("../hibernate-ext/spring-boot/src/main/java"),
            Path.of("../hibernate-ext/tenancy/src/main/java"));
    private static final List<Path> TESTS = List.of(
            Path.of("../hibernate-ext/core/src/test/java"),
            Path.of("../hibernate-ext/repository/src/test/java"),
            Path.of("../hibernate-ext/spring-boot/src/test/java"),
            Path.of("../hibernate-ext/tenancy/src/test/java"),
            Path.of("../hibernate-ext/integration-tests/src/test/java"));

    @Test
    void listsTheErrorsAndMessagesOfTheSources() throws IOException {
        var page = ErrorsPage.of(SOURCES);
        if (Boolean.getBoolean("errors.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("rewrite with: mvn -pl docs -am -Dtest=ErrorReferenceTest -Dsurefire.failIfNoSpecifiedTests=false "
                        + "-Dsurefire.jvm.args=-Derrors.write=true test")
                .hasContent(page);
    }

    @Test
    void findsEachCodeOnce() throws IOException {
        var sources = ErrorSources.of(SOURCES);

        assertThat(sources.errors())
                .hasSizeGreaterThan(50)
                .extracting(ErrorSources.Kind::code)
                .doesNotHaveDuplicates();
        assertThat(sources.messages())
                .hasSizeGreaterThan(5)
                .extracting(ErrorSources.Message::number)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("HEXT\\d{6}"));
    }

    @Test
    void findsATestOfEachErrorAndMessage() throws IOException {
        var tests = new StringBuilder();
        for (var folder : TESTS) {
            for (var test : JavaSources.below(folder)) {
                tests.append(Files.readString(test));
            }
        }
        var sources = ErrorSources.of(SOURCES);

        assertThat(sources.errors()).extracting(ErrorSources.Kind::type).allMatch(type -> tests.indexOf(type) >= 0);
        assertThat(sources.messages())
                .extracting(ErrorSources.Message::number)
                .allMatch(number -> tests.indexOf(number) >= 0);
    }
}
