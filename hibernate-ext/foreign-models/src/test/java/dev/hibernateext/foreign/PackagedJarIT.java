/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.mixins.VersionedEntity;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the jars that users get; a service file that names a missing class would stop every boot of Hibernate. */
class PackagedJarIT {

    private static final String SERVICES = "META-INF/services/";
    private static final Path CORE = ClassPaths.origin(HibernateExt.class);
    private static final Path MIXINS = ClassPaths.origin(VersionedEntity.class);

    @Test
    void namesOnlyProvidersThatLoadFromThePackagedJar() throws Exception {
        var providers = providers();

        assertThat(providers)
                .containsKeys(
                        "org.hibernate.integrator.spi.Integrator",
                        "org.hibernate.engine.extension.spi.ExtensionIntegration",
                        "org.hibernate.service.spi.SessionFactoryServiceContributor");
        providers.keySet().removeIf(service -> !service.startsWith("org.hibernate."));
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            for (var service : providers.entrySet()) {
                var type = loader.loadClass(service.getKey());
                for (var provider : service.getValue()) {
                    var instance = loader.loadClass(provider).getConstructor().newInstance();
                    assertThat(type.isInstance(instance)).as(provider).isTrue();
                    assertThat(instance.getClass()
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation())
                            .isEqualTo(CORE.toUri().toURL());
                }
            }
        }
    }

    /** Micrometer is not on the class path of every user, and looks for them itself. */
    @Test
    void holdsTheProvidersOfOtherLibraries() throws IOException {
        var others = providers();
        others.keySet().removeIf(service -> service.startsWith("org.hibernate."));

        assertThat(others).containsOnlyKeys("io.micrometer.context.ThreadLocalAccessor");
        try (var jar = new JarFile(CORE.toFile())) {
            assertThat(others.values())
                    .allSatisfy(names -> assertThat(names)
                            .isNotEmpty()
                            .allMatch(name -> jar.getEntry(name.replace('.', '/') + ".class") != null));
        }
    }

    @Test
    void holdsNothingButOurPackages() throws IOException {
        for (var path : List.of(CORE, MIXINS)) {
            try (var jar = new JarFile(path.toFile())) {
                assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                        .as(path.toString())
                        .isNotEmpty()
                        .allMatch(name -> name.startsWith("dev/hibernateext/"));
            }
        }
    }

    @Test
    void namesItsModuleAndVersion() throws IOException {
        for (var module : Map.of(CORE, "dev.hibernateext.core", MIXINS, "dev.hibernateext.mixins")
                .entrySet()) {
            try (var jar = new JarFile(module.getKey().toFile())) {
                var manifest = jar.getManifest().getMainAttributes();

                assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo(module.getValue());
                assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
            }
        }
    }

    private static Map<String, List<String>> providers() throws IOException {
        var providers = new TreeMap<String, List<String>>();
        try (var jar = new JarFile(CORE.toFile())) {
            jar.stream()
                    .filter(entry -> entry.getName().startsWith(SERVICES) && !entry.isDirectory())
                    .forEach(entry -> providers.put(entry.getName().substring(SERVICES.length()), lines(jar, entry)));
        }
        return providers;
    }

    private static List<String> lines(JarFile jar, ZipEntry entry) {
        try (var stream = jar.getInputStream(entry)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        var entries = ClassPaths.withOurs();
        var urls = new URL[entries.size()];
        for (var i = 0; i < urls.length; i++) {
            urls[i] = new File(entries.get(i)).toURI().toURL();
        }
        return urls;
    }
}
