/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.internal.orm.OpenSessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.View;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.StatisticsSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** What a session factory is built from. */
record FactoryBlueprint(DatabaseUnderTest database, List<Class<?>> entities, Map<String, Object> settings) {

    private static final Map<String, Object> DEFAULTS = Map.of(
            SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION,
            "create",
            StatisticsSettings.GENERATE_STATISTICS,
            "true",
            "hibernate.session.events.log",
            "false");

    static FactoryBlueprint of(DatabaseUnderTest database, TestClass test) {
        var settings = new HashMap<>(DEFAULTS);
        settings.put(
                SchemaToolingSettings.HBM2DDL_HALT_ON_ERROR,
                test.entities().stream().noneMatch(FactoryBlueprint::isView));
        settings.putAll(test.settings(database));
        return new FactoryBlueprint(database, test.entities(), settings);
    }

    /** Hibernate 7.4 truncates views as it does tables. */
    private static boolean isView(Class<?> entity) {
        return entity.isAnnotationPresent(View.class);
    }

    FactoryBlueprint tracking(OpenSessions sessions) {
        return changed(copy -> copy.put(OpenSessions.SETTING, sessions));
    }

    /** For a further factory on the tables of the first. */
    FactoryBlueprint another(Consumer<Map<String, Object>> changes) {
        return changed(copy -> {
            copy.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "none");
            copy.remove(OpenSessions.SETTING);
            changes.accept(copy);
        });
    }

    SessionFactory build(DataSource dataSource) {
        return new HibernatePersistenceConfiguration("hibernate-ext-test")
                .managedClasses(List.copyOf(entities))
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .properties(settings)
                .createEntityManagerFactory();
    }

    private FactoryBlueprint changed(Consumer<Map<String, Object>> changes) {
        var copy = new HashMap<>(settings);
        changes.accept(copy);
        return new FactoryBlueprint(database, entities, copy);
    }
}
