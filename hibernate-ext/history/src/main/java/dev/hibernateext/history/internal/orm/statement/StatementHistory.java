/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.StatementPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The histories of one factory, as far as statements are concerned. Safe for use by many threads. */
final class StatementHistory {

    private final SessionFactoryImplementor factory;
    private final List<RowLog> logs = new ArrayList<>();
    private final StatementPolicy policy;

    private StatementHistory(SessionFactoryImplementor factory) {
        this.factory = factory;
        logs.add(new LoggedRows(factory));
        if (StatementRecording.isWithEnvers(factory)) {
            logs.add(new EnversRows(factory));
        }
        this.policy = FactoryState.of(factory)
                .settings()
                .choice(HistorySettings.STATEMENTS, StatementPolicy.class, StatementPolicy.RECORD);
    }

    /**
     * The history of a factory.
     *
     * @throws InvalidSettingException if there is no such policy
     */
    static StatementHistory of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(StatementHistory.class, () -> new StatementHistory(factory));
    }

    StatementPolicy policy() {
        return policy;
    }

    EntityPersister persister(String entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }

    /** Who keeps the history of an entity. */
    Optional<RowLog> logOf(String entity) {
        return logs.stream().filter(log -> log.keeps(entity)).findFirst();
    }

    boolean recordsAnyOf(String entity) {
        return persister(entity).getSubclassEntityNames().stream()
                .anyMatch(name -> logOf(name).isPresent());
    }

    /** The first recorded entity with rows in some tables. */
    Optional<String> recordedIn(Set<String> tables) {
        var plain = tables.stream().map(RowTables::plain).toList();
        var found = new TreeSet<String>();
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> {
            var isWritten = Stream.of(persister.getPropertySpaces())
                    .map(RowTables::plain)
                    .anyMatch(plain::contains);
            if (isWritten && logOf(persister.getEntityName()).isPresent()) {
                found.add(persister.getEntityName());
            }
        });
        return found.stream().findFirst();
    }
}
