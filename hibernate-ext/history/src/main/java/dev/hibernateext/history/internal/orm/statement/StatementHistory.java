/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.StatementPolicy;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The history of one factory, as far as statements are concerned. Safe for use by many threads. */
final class StatementHistory {

    private final SessionFactoryImplementor factory;
    private final EnversService envers;
    private final StatementPolicy policy;
    private final Map<String, AuditCopy> copies = new ConcurrentHashMap<>();

    /** By the identity of what Envers does in a transaction; weak for transactions that end without an answer. */
    private final Map<AuditProcess, RowBatch> batches = Collections.synchronizedMap(new WeakHashMap<>());

    private StatementHistory(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.envers = factory.getServiceRegistry().requireService(EnversService.class);
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

    EnversService envers() {
        return envers;
    }

    EntityPersister persister(String entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }

    boolean isRecorded(String entity) {
        return envers.isEnabled()
                && envers.isInitialized()
                && envers.getEntitiesConfigurations().isVersioned(entity);
    }

    boolean recordsAnyOf(String entity) {
        return persister(entity).getSubclassEntityNames().stream().anyMatch(this::isRecorded);
    }

    /** The first recorded entity with rows in some tables. */
    Optional<String> recordedIn(Set<String> tables) {
        var plain = tables.stream().map(RowTables::plain).toList();
        var found = new TreeSet<String>();
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> {
            var isWritten = Stream.of(persister.getPropertySpaces())
                    .map(RowTables::plain)
                    .anyMatch(plain::contains);
            if (isWritten && isRecorded(persister.getEntityName())) {
                found.add(persister.getEntityName());
            }
        });
        return found.stream().findFirst();
    }

    /** Whether an entry of a delete says what the row was. */
    boolean keepsDeleted(String entity) {
        return envers().getConfig().isStoreDataAtDelete() || copy(entity).hasFlags();
    }

    private AuditCopy copy(String entity) {
        return copies.computeIfAbsent(entity, name -> AuditCopy.of(name, envers(), factory));
    }

    AuditProcess process(SharedSessionContractImplementor session) {
        return envers().getAuditProcessManager().get(session);
    }

    /** One more row of the session's transaction. */
    void add(SharedSessionContractImplementor session, RowKey row, RowChange change, Object @Nullable [] deleted) {
        if (isRecorded(row.entity())) {
            var process = process(session);
            var batch = batches.computeIfAbsent(process, key -> new RowBatch(envers(), this::copy));
            var unit = new RowUnit(batch, row, change, deleted);
            batch.add(unit);
            process.addWorkUnit(unit);
        }
    }
}
