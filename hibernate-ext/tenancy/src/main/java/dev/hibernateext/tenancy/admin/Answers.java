/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What tenants have answered so far. Given on by one thread at a time, in the context of the caller. */
final class Answers<R extends @Nullable Object> {

    private final RowShape<R> shape;
    private final Consumer<? super TenantRow<R>> rows;
    private final AdminQueryOptions options;
    private final Context caller = Contexts.current();

    /** Guarded by this, like all below. */
    private final List<TenantFailure> failures = new ArrayList<>();

    private int asked;
    private int answered;
    private int statements;
    private @Nullable Throwable refusal;

    Answers(RowShape<R> shape, Consumer<? super TenantRow<R>> rows, AdminQueryOptions options) {
        this.shape = shape;
        this.rows = rows;
        this.options = options;
    }

    synchronized void asked(int tenants) {
        asked += tenants;
    }

    synchronized void statement() {
        statements++;
    }

    synchronized void failed(TenantKey tenant, Throwable error) {
        failures.add(new TenantFailure(tenant, TenantQueryException.of(tenant, error)));
        tell();
    }

    /** One row of a tenant that goes on. */
    synchronized void row(TenantKey tenant, @Nullable Object[] row) {
        give(() -> rows.accept(new TenantRow<>(tenant, shape.of(row))));
    }

    /** All rows of some tenants. */
    synchronized void answered(List<TenantKey> tenants) {
        answered += tenants.size();
        tell();
    }

    private void tell() {
        give(() -> options.progress().accept(new AdminQueryProgress(answered, failures.size(), statements)));
    }

    private void give(Runnable listener) {
        if (refusal != null) {
            throw new Refused(refusal);
        }
        try {
            Contexts.run(caller, listener);
        } catch (RuntimeException | Error e) {
            refusal = e;
            throw new Refused(e);
        }
    }

    synchronized int asked() {
        return asked;
    }

    synchronized int answered() {
        return answered;
    }

    synchronized List<TenantFailure> failures() {
        return List.copyOf(failures);
    }

    synchronized int statements() {
        return statements;
    }

    /** A listener has thrown, which ends all. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super(cause);
        }
    }
}
