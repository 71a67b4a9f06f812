/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import dev.hibernateext.history.HistorySettings;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.StateManagementSettings;
import org.hibernate.envers.configuration.EnversSettings;

/** A way to keep the history of entities. */
enum HistoryWay {
    PLAIN("no history", Item.Unrecorded.class, Part.NOTHING),
    TRIGGER("a trigger by hand, validity", Item.Unrecorded.class, Part.NOTHING),
    ENVERS_DEFAULT("Envers alone", Item.OfEnvers.class, Part.NOTHING),
    OURS_DEFAULT("the library on Envers", Item.OfEnvers.class, Part.LIBRARY),
    ENVERS("Envers alone, validity", Item.OfEnvers.class, Part.VALIDITY),
    OURS("the library on Envers, validity", Item.OfEnvers.class, Part.LIBRARY_AND_VALIDITY),
    CORE("`@Audited` alone", Item.OfCore.class, Part.NOTHING),
    OURS_ON_CORE("the library on `@Audited`", Item.OfCore.class, Part.LIBRARY),
    CORE_VALIDITY("`@Audited` alone, validity", Item.OfCore.class, Part.VALIDITY),
    OURS_ON_CORE_VALIDITY("the library on `@Audited`, validity", Item.OfCore.class, Part.LIBRARY_AND_VALIDITY);

    /** What takes part. */
    private enum Part {
        NOTHING,
        VALIDITY,
        LIBRARY,
        LIBRARY_AND_VALIDITY
    }

    private static final int BATCH_SIZE = 100;

    private static final Map<String, String> WITHOUT_LIBRARY = Map.of(
            "hibernate.ext.enabled",
            "false",
            HistorySettings.RECORD_CONTEXT,
            "false",
            HistorySettings.BATCH_VALIDITY,
            "false",
            HistorySettings.STATEMENTS,
            "ignore",
            MappingSettings.COLUMN_ORDERING_STRATEGY,
            "default");

    private final String title;
    private final Class<? extends Item> type;
    private final Part part;

    HistoryWay(String title, Class<? extends Item> type, Part part) {
        this.title = title;
        this.type = type;
        this.part = part;
    }

    String title() {
        return title;
    }

    Item item(int id) {
        var made = switch (this) {
            case PLAIN, TRIGGER -> new Item.Unrecorded();
            case ENVERS_DEFAULT, OURS_DEFAULT, ENVERS, OURS -> new Item.OfEnvers();
            case CORE, OURS_ON_CORE, CORE_VALIDITY, OURS_ON_CORE_VALIDITY -> new Item.OfCore();
        };
        made.id = id;
        return made;
    }

    Class<? extends Item> type() {
        return type;
    }

    /** Hibernate's own log that keeps as much. */
    HistoryWay yardstick() {
        return this == TRIGGER || keepsValidity() ? CORE_VALIDITY : CORE;
    }

    private boolean keepsValidity() {
        return part == Part.VALIDITY || part == Part.LIBRARY_AND_VALIDITY;
    }

    /** Hibernate's own log fails with both, without the library. */
    private boolean isEndedBesideBatches() {
        return this == CORE_VALIDITY;
    }

    SessionFactory open(DataSource dataSource) {
        return open(dataSource, type);
    }

    SessionFactory open(DataSource dataSource, Class<? extends Item> entity) {
        var configuration = new Configuration().addAnnotatedClass(entity);
        if (part == Part.NOTHING || part == Part.VALIDITY) {
            configuration.getProperties().putAll(WITHOUT_LIBRARY);
        }
        if (keepsValidity()) {
            configuration.getProperties().put(EnversSettings.AUDIT_STRATEGY, "validity");
            configuration.getProperties().put(StateManagementSettings.AUDIT_STRATEGY, "validity");
        }
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
        if (!isEndedBesideBatches()) {
            configuration.getProperties().put("hibernate.jdbc.batch_size", BATCH_SIZE);
        }
        configuration.getProperties().put("jakarta.persistence.schema-generation.database.action", "create");
        return configuration.buildSessionFactory();
    }
}
