/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRegions;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.Test;

/** What holds the entries is optional: an application without it starts and caches nothing. Each start is a program of its own. */
class WithoutProviderTest {

    /** Writes and reads an entity that would be cached. */
    static final class Program {

        private Program() {}

        /**
         * Prints whether there are regions.
         *
         * @param arguments none
         */
        public static void main(String[] arguments) {
            try (var factory = new HibernatePersistenceConfiguration("alone")
                    .managedClasses(Note.class)
                    .jdbcUrl("jdbc:h2:mem:alone")
                    .schemaToolingAction(Action.CREATE)
                    .createEntityManagerFactory()) {
                factory.inTransaction(session -> session.persist(new Note()));
                factory.inTransaction(session -> System.out.println("read " + session.find(Note.class, 1).text));
                System.out.println("regions " + CacheRegions.of(factory).isPresent());
            }
        }
    }

    private static String start(String missing) throws IOException {
        var path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(missing))
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", path, Program.class.getName())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void cachesNothingWithoutRegionsOfHibernate() throws IOException {
        assertThat(start("hibernate-jcache"))
                .contains("read one", "regions false")
                .doesNotContain("Exception in thread");
    }

    @Test
    void saysWhatDeclaredRegionsNeed() throws IOException {
        assertThat(start("ehcache"))
                .contains(CacheRegionException.class.getName())
                .contains("put ehcache and hibernate-jcache on the class path");
    }

    @Test
    void cachesInTheProcessWithoutRedisson() throws IOException {
        assertThat(start("redisson")).contains("read one", "regions true");
    }

    @Test
    void cachesWithBoth() throws IOException {
        assertThat(start("no such jar")).contains("read one", "regions true");
    }

    @Entity(name = "Note")
    @Cacheable
    @CacheRegion(maxEntries = 10)
    static class Note {

        @Id
        int id = 1;

        String text = "one";
    }
}
