/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import org.hibernate.cfg.BatchSettings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Sends statements in batches where nobody has chosen a batch size. A child session takes the one of the session that opened the
 * connection.
 */
final class JdbcBatches {

    /** The upper end of what Hibernate's guide recommends. */
    private static final int SIZE = 30;

    private final SharedSessionContractImplementor owner;

    JdbcBatches(SharedSessionContractImplementor session) {
        this.owner =
                (SharedSessionContractImplementor) session.getJdbcCoordinator().getJdbcSessionOwner();
    }

    void during(Runnable flush) {
        if (owner.getJdbcBatchSize() != null || isSizeSet()) {
            flush.run();
            return;
        }
        owner.setJdbcBatchSize(SIZE);
        try {
            flush.run();
        } finally {
            owner.setJdbcBatchSize(null);
        }
    }

    /* The options of the factory name the dialect's size; the executor of statements asks the setting. */
    private boolean isSizeSet() {
        return owner.getFactory().getProperties().containsKey(BatchSettings.STATEMENT_BATCH_SIZE);
    }
}
