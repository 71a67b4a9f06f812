/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PoolWithoutHikariTest {

    @Test
    void reviewsAPoolWithoutHikariOnTheClassPath() throws Exception {
        try (var loader = withoutHikari()) {
            var settings = loader.loadClass(PoolSettings.class.getName())
                    .getMethod("of", String.class)
                    .invoke(null, "jdbc:h2:mem:lone");
            var review = loader.loadClass(PoolReview.class.getName())
                    .getMethod("of", settings.getClass())
                    .invoke(null, settings);

            assertThat(review.getClass()).isNotEqualTo(PoolReview.class);
            assertThat(review.toString()).contains("pool.memory-database-goes-with-pool");
            assertThatThrownBy(() -> open(loader, settings)).hasRootCauseInstanceOf(ClassNotFoundException.class);
        }
    }

    private static void open(ClassLoader loader, Object settings) throws ReflectiveOperationException {
        try {
            loader.loadClass("dev.hibernateext.repository.pool.hikari.HikariPools")
                    .getMethod("config", settings.getClass())
                    .invoke(null, settings);
        } catch (InvocationTargetException e) {
            throw new ClassNotFoundException("HikariCP is missing", e);
        }
    }

    private static URLClassLoader withoutHikari() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("HikariCP")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
