/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.core.change.internal.MutationWatch;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.internal.AuditHelper;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.mutation.internal.NoBatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;

/**
 * Keeps Hibernate's own log whole in JDBC batches. Hibernate 7.4 loses the first entry of a transaction where entities have several tables:
 * its batch is begun, and then replaced by the insert of the revision, whose number the entry asks for. And it gives the ends of entries
 * the key of the batch of inserts, and binds their parameters to the statement that is in it already. Found by Hibernate through the service
 * loader.
 */
public final class LogBatches implements Integrator, MutationWatch {

    /** How the keys of inserts and of ends end. */
    private static final String OF_LOG = "#AUDIT_INSERT";

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        if (isKept(metadata)) {
            MutationWatch.add(factory, this);
        }
    }

    /** Whether Hibernate keeps a log of its own. */
    public static boolean isKept(Metadata metadata) {
        return metadata.getEntityBindings().stream()
                .anyMatch(entity -> entity.getAuxiliaryColumn(AuditHelper.CHANGESET_ID) != null);
    }

    @Override
    public BatchKeyAccess before(
            BatchKeyAccess key, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        if (!MutationWatch.isOf(OF_LOG, key)) {
            return key;
        }
        drawNumber(session);
        return operations.getMutationType() == MutationType.UPDATE ? NoBatchKeyAccess.INSTANCE : key;
    }

    private static void drawNumber(SharedSessionContractImplementor session) {
        var changesets = session.getFactory().getChangesetCoordinator();
        if (!changesets.useServerTimestamp(session.getDialect())) {
            session.getCurrentChangesetIdentifier();
        }
    }
}
