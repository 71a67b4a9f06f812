/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

/**
 * A unit of work without a result. See {@link TransactionWork}.
 *
 * @param <X> the checked exception the work may throw; inferred as {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface TransactionAction<X extends Exception> {

    /**
     * Does the work.
     *
     * @param transaction the transaction it runs in, valid until this method returns
     * @throws X to roll the transaction back
     */
    void execute(TransactionScope transaction) throws X;
}
