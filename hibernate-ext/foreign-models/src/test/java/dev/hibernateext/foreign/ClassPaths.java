/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.database.DatabaseServers;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** This JVM's class path with and without the library. */
final class ClassPaths {

    private ClassPaths() {}

    static List<String> withOurs() {
        return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    static List<String> withoutOurs() {
        var ours = ours();
        return withOurs().stream()
                .filter(entry -> !ours.contains(Path.of(entry).toAbsolutePath()))
                .toList();
    }

    private static Set<Path> ours() {
        return Stream.of(VersionedEntity.class, HibernateExt.class, DatabaseServers.class)
                .map(ClassPaths::origin)
                .collect(Collectors.toSet());
    }

    /** The jar or folder a class comes from. */
    static Path origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No file: " + type.getName(), e);
        }
    }
}
