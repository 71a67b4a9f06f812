/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.CoreSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.jdbc.internal.JdbcServicesInitiator;
import org.hibernate.service.spi.ServiceContributor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Another library that comes behind this one and takes the place of the JDBC services. */
class DisplacedServicesTest {

    @Test
    void warnsOfWhatIsLost() {
        assertThat(logOfStart(Map.of(), other())).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .contains("HEXT000210", "org.hibernate.engine.jdbc", "hooks around them are not called")
                    .contains("hibernate.ext.change.enabled", "hibernate.ext.hook.enabled");
        });
    }

    @Test
    void staysQuietWhereItsServicesAreInPlaceOrNobodyWantsThem() {
        assertThat(logOfStart(Map.of(), null)).isEmpty();
        assertThat(logOfStart(Map.of(CoreSettings.ENABLED, "false"), other())).isEmpty();
    }

    private static ServiceContributor other() {
        return builder -> builder.addInitiator(JdbcServicesInitiator.INSTANCE);
    }

    private static List<ILoggingEvent> logOfStart(Map<String, Object> settings, @Nullable ServiceContributor last) {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.change");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        try {
            start(settings, last);
        } finally {
            logger.detachAppender(logged);
        }
        return logged.list;
    }

    private static void start(Map<String, Object> settings, @Nullable ServiceContributor last) {
        var bootstrap = new BootstrapServiceRegistryBuilder()
                .applyClassLoaderService(withLast(last))
                .build();
        try (var registry = new StandardServiceRegistryBuilder(bootstrap)
                .applySetting("hibernate.connection.url", "jdbc:h2:mem:displaced")
                .applySettings(settings)
                .build()) {
            new MetadataSources(registry).buildMetadata().buildSessionFactory().close();
        }
    }

    /** A class path at whose end one more contributor stands. */
    private static ClassLoaderService withLast(@Nullable ServiceContributor last) {
        var loading = new ClassLoaderServiceImpl();
        return (ClassLoaderService) Proxy.newProxyInstance(
                DisplacedServicesTest.class.getClassLoader(),
                new Class<?>[] {ClassLoaderService.class},
                (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(loading, arguments);
                        if (last == null
                                || !method.getName().equals("loadJavaServices")
                                || arguments[0] != ServiceContributor.class) {
                            return result;
                        }
                        var all = new ArrayList<Object>((Collection<?>) result);
                        all.add(last);
                        return all;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
