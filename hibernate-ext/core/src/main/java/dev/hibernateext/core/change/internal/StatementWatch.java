/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import java.util.Set;
import java.util.function.IntConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;

/**
 * Who wants to know which rows a statement changes. A service of the registry; where there is none, nobody looks. Called on the thread
 * that executes; what it throws keeps the statement from running.
 */
public interface StatementWatch extends Service {

    /** Whether statements on an entity are of interest. */
    boolean concerns(String entityName, SharedSessionContractImplementor session);

    /**
     * A statement is about to run.
     *
     * @return called when it has run, with the number of rows it affected
     */
    IntConsumer before(EntityStatement statement);

    /**
     * A native statement that writes is about to run.
     *
     * @param tables those it declares and those its text names
     */
    void beforeNative(Set<String> tables, SharedSessionContractImplementor session);
}
