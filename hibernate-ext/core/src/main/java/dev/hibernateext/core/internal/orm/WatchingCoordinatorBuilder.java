/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.tool.schema.internal.exec.JdbcContext;

/** Puts a {@link WatchedJdbcTransaction} behind each resource-local transaction, whichever strategy the user chose. */
final class WatchingCoordinatorBuilder implements TransactionCoordinatorBuilder {

    private static final long serialVersionUID = 1L;

    private final TransactionCoordinatorBuilder chosen;

    WatchingCoordinatorBuilder(TransactionCoordinatorBuilder chosen) {
        this.chosen = chosen;
    }

    @Override
    public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
        return chosen.buildTransactionCoordinator(
                owner instanceof JdbcCoordinator coordinator ? new WatchedJdbcTransaction(coordinator) : owner,
                options);
    }

    @Override
    public boolean isJta() {
        return chosen.isJta();
    }

    @Override
    public PhysicalConnectionHandlingMode getDefaultConnectionHandlingMode() {
        return chosen.getDefaultConnectionHandlingMode();
    }

    @Override
    public DdlTransactionIsolator buildDdlTransactionIsolator(JdbcContext context) {
        return chosen.buildDdlTransactionIsolator(context);
    }
}
