/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.persister.entity.EntityPersister;

/** Rows of statements in the histories of Envers: each is a unit of its work. Loaded only where Envers is. */
final class EnversRows implements RowLog {

    private final SessionFactoryImplementor factory;
    private final EnversService envers;
    private final Map<String, AuditCopy> copies = new ConcurrentHashMap<>();

    /** By the identity of what Envers does in a transaction; weak for transactions that end without an answer. */
    private final Map<AuditProcess, RowBatch> batches = Collections.synchronizedMap(new WeakHashMap<>());

    EnversRows(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.envers = factory.getServiceRegistry().requireService(EnversService.class);
    }

    @Override
    public boolean keeps(String entity) {
        return envers.isEnabled()
                && envers.isInitialized()
                && envers.getEntitiesConfigurations().isVersioned(entity);
    }

    @Override
    public boolean keepsDeleted(String entity) {
        return envers.getConfig().isStoreDataAtDelete() || copy(entity).hasFlags();
    }

    private AuditCopy copy(String entity) {
        return copies.computeIfAbsent(entity, name -> AuditCopy.of(name, envers, factory));
    }

    @Override
    public Runnable elements(StoredRows stored, EntityPersister persister, Collection<Object> ids) {
        var units = new EnversElements(envers, stored, persister).of(ids);
        var session = stored.asking();
        return () -> units.forEach(process(session)::addWorkUnit);
    }

    private AuditProcess process(SharedSessionContractImplementor session) {
        return envers.getAuditProcessManager().get(session);
    }

    @Override
    public void add(
            SharedSessionContractImplementor session, Collection<RowKey> rows, RowChange change, DeletedStates states) {
        var process = process(session);
        var batch = batches.computeIfAbsent(process, key -> new RowBatch(envers, this::copy));
        for (var row : rows) {
            var unit = new RowUnit(batch, row, change, states.of(row));
            batch.add(unit);
            process.addWorkUnit(unit);
        }
    }
}
