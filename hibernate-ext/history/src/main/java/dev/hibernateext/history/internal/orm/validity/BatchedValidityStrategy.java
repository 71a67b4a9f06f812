/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.util.Map;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.synchronization.SessionCacheCleaner;
import org.hibernate.envers.internal.tools.OrmTools;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

/**
 * Writes what the validity strategy of Envers writes, and the ends of rows with one statement for each table and 512 of them before the
 * transaction commits, where Envers takes one for each row. Works for sessions and stateless sessions. Takes the place of the validity
 * strategy unless {@link dev.hibernateext.history.HistorySettings#BATCH_VALIDITY} is {@code false}.
 *
 * <p>As there, a row whose predecessor is missing is an {@link org.hibernate.envers.exception.AuditException}, unless Envers allows
 * identifiers to be used again.
 */
public final class BatchedValidityStrategy extends ValidityAuditStrategy {

    private final SessionCacheCleaner cleaner = new SessionCacheCleaner();

    /** For Envers. */
    public BatchedValidityStrategy() {}

    @Override
    public void perform(
            SharedSessionContractImplementor session,
            String entityName,
            Configuration configuration,
            Object id,
            Object data,
            Object revision) {
        var row = (Map<?, ?>) data;
        save(session, configuration.getAuditEntityName(entityName), data);
        var isAddition = row.get(configuration.getRevisionTypePropertyName()) == RevisionType.ADD;
        if (!isAddition || configuration.isAllowIdentifierReuse()) {
            var end = new RevisionEnd(session, configuration, revision);
            var ends = ValidityEnds.of(session);
            new EntityRow(entityName, row, end).ended(!isAddition).forEach(ended -> ends.add(ended, end));
        }
    }

    @Override
    public void performCollectionChange(
            SharedSessionContractImplementor session,
            String entityName,
            String propertyName,
            Configuration configuration,
            PersistentCollectionChangeData change,
            Object revision) {
        var end = new RevisionEnd(session, configuration, revision);
        var row = new ElementRow(entityName, propertyName, change, end);
        row.addTo(ValidityEnds.of(session));
        save(session, change.getEntityName(), change.getData());
    }

    private void save(SharedSessionContractImplementor session, String entity, Object data) {
        OrmTools.saveData(entity, data, session);
        if (session instanceof SessionImplementor stateful) {
            cleaner.scheduleAuditDataRemoval(stateful, data);
        }
    }
}
