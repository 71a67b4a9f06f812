/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import org.jspecify.annotations.Nullable;

/**
 * A unit of work with a result. It may run several times if the policy allows retries, so what it does outside of the
 * database belongs into {@link TransactionScope#onCommit(Runnable)}.
 *
 * @param <R> the type of the result
 * @param <X> the checked exception the work may throw; inferred as {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface TransactionWork<R extends @Nullable Object, X extends Exception> {

    /**
     * Does the work.
     *
     * @param transaction the transaction it runs in, valid until this method returns
     * @return the result
     * @throws X to roll the transaction back
     */
    R execute(TransactionScope transaction) throws X;
}
