/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import dev.hibernateext.benchmarks.storefront.byhand.HandStorefront;
import dev.hibernateext.benchmarks.storefront.served.ServingProcess;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.examples.storefront.StorefrontApplication;
import dev.hibernateext.history.History;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.spring.boot.web.ActorResolver;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.testing.database.DatabaseKind;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An application that is measured. */
enum Way {
    BY_HAND("by hand", HandStorefront.class.getName(), "by-hand"),
    BESIDE("by hand, beside the starter", HandStorefront.class.getName(), "by-hand"),
    LIBRARY("the storefront, with the starter", ServingProcess.LIBRARY, "application");

    private final String title;
    private final String application;
    private final String configuration;

    Way(String title, String application, String configuration) {
        this.title = title;
        this.application = application;
        this.configuration = configuration;
    }

    String title() {
        return title;
    }

    String application() {
        return application;
    }

    String configuration() {
        return configuration;
    }

    /** What is not wanted is not there at all: what finds the library by itself finds none of it. */
    String classPath() {
        var unwanted = unwanted();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        !unwanted.contains(Path.of(entry).toAbsolutePath().normalize()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Set<Path> unwanted() {
        return switch (this) {
            case BY_HAND ->
                places(
                        DatabaseKind.class,
                        StorefrontApplication.class,
                        ActorResolver.class,
                        HibernateExt.class,
                        Repository.class,
                        History.class,
                        TenantCatalog.class,
                        AuditedEntity.class);
            case BESIDE -> places(DatabaseKind.class, StorefrontApplication.class);
            case LIBRARY -> places(DatabaseKind.class);
        };
    }

    private static Set<Path> places(Class<?>... types) {
        return Stream.of(types).map(Way::place).collect(Collectors.toSet());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath()
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
