/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The two kinds of session that must behave alike. */
enum SessionKind {
    STATEFUL {
        @Override
        <R extends @Nullable Object> R from(SessionFactoryScope scope, Function<OptimisticLocking, R> work) {
            return scope.fromTransaction(session -> work.apply(OptimisticLocking.of(session)));
        }
    },
    STATELESS {
        @Override
        <R extends @Nullable Object> R from(SessionFactoryScope scope, Function<OptimisticLocking, R> work) {
            return scope.fromStatelessTransaction(session -> work.apply(OptimisticLocking.of(session)));
        }
    };

    abstract <R extends @Nullable Object> R from(SessionFactoryScope scope, Function<OptimisticLocking, R> work);

    void in(SessionFactoryScope scope, Consumer<OptimisticLocking> work) {
        this.<@Nullable Void>from(scope, locking -> {
            work.accept(locking);
            return null;
        });
    }
}
