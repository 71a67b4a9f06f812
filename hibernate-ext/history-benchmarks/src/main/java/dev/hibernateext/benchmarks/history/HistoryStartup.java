/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import dev.hibernateext.benchmarks.Startup;
import java.io.IOException;
import java.util.List;

/** What a start costs with the history of all entities; each has a process with the jars it needs. */
enum HistoryStartup {
    PLAIN("no history", Kind.NONE, false),
    CORE("`@Audited` alone", Kind.CORE, false),
    OURS_ON_CORE("the library on `@Audited`", Kind.CORE, true),
    ENVERS("Envers alone", Kind.ENVERS, false),
    OURS("the library on Envers", Kind.ENVERS, true);

    /** Who keeps the history. */
    private enum Kind {
        NONE,
        CORE,
        ENVERS
    }

    private final String title;
    private final Kind kind;
    private final boolean hasLibrary;

    HistoryStartup(String title, Kind kind, boolean hasLibrary) {
        this.title = title;
        this.kind = kind;
        this.hasLibrary = hasLibrary;
    }

    String title() {
        return title;
    }

    Startup measure(int entities) throws IOException, InterruptedException {
        return Startup.measure(entities, probe(), this::isWanted);
    }

    /** What the probe is told of the entities. */
    private List<String> probe() {
        return switch (kind) {
            case NONE -> List.of("plain");
            case CORE ->
                List.of(RecordedColumns.OfCore.class.getName(), org.hibernate.annotations.Audited.class.getName());
            case ENVERS ->
                List.of(RecordedColumns.OfEnvers.class.getName(), org.hibernate.envers.Audited.class.getName());
        };
    }

    private boolean isWanted(String entry) {
        return !Startup.isOf("testing", entry)
                && (hasLibrary || !isOurs(entry))
                && (kind == Kind.ENVERS || !isEnvers(entry));
    }

    private static boolean isOurs(String entry) {
        return Startup.isOf("core", entry)
                || Startup.isOf("history", entry)
                || Startup.isOf("repository", entry)
                || Startup.isOf("tenancy", entry);
    }

    private static boolean isEnvers(String entry) {
        return entry.contains("hibernate-envers");
    }
}
