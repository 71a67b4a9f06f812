/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.routing.UnknownDatabaseException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks a batch together, by halves where that fails, and leaves each tenant that has not answered so to be asked alone. */
final class BatchWork<R extends @Nullable Object> {

    /** How many statements about several tenants may fail, over all batches. */
    private static final int MOST_FAILURES = 64;

    private final TenantsAtOnce together;
    private final TenantAlone<R> alone;
    private final Answers<R> answers;
    private final Halt halt;
    private final Queue<Tenant> left = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    BatchWork(TenantsAtOnce together, TenantAlone<R> alone, Answers<R> answers, Halt halt) {
        this.together = together;
        this.alone = alone;
        this.answers = answers;
        this.halt = halt;
    }

    Batches.BatchSizes sizes() {
        return together.sizes();
    }

    /** A tenant that is to be asked alone. */
    @Nullable
    Batch poll() {
        var tenant = left.poll();
        return tenant == null ? null : new Batch(List.of(tenant));
    }

    void carryOut(Batch batch, Context administrator) {
        if (halt.isOver()) {
            return;
        }
        if (batch.isOne()) {
            askAlone(batch.tenants().get(0), administrator);
        } else {
            askTogether(batch, administrator);
        }
    }

    private void askAlone(Tenant tenant, Context administrator) {
        try {
            alone.ask(tenant, administrator);
        } catch (Answers.Refused e) {
            throw e;
        } catch (RuntimeException e) {
            if (!halt.isOver()) {
                answers.failed(tenant.key(), e);
            }
        }
    }

    private void askTogether(Batch batch, Context administrator) {
        try {
            give(batch, together.ask(batch, administrator));
        } catch (Answers.Refused e) {
            throw e;
        } catch (NotTogether e) {
            apart(batch, e.fewerMay(), administrator);
        } catch (RuntimeException e) {
            failed(batch, e, administrator);
        }
    }

    private void give(Batch batch, Map<TenantKey, List<@Nullable Object[]>> rows) {
        rows.forEach((tenant, own) -> own.forEach(row -> answers.row(tenant, row)));
        answers.answered(List.copyOf(rows.keySet()));
        batch.tenants().stream()
                .filter(tenant -> !rows.containsKey(tenant.key()))
                .forEach(left::add);
    }

    private void failed(Batch batch, RuntimeException error, Context administrator) {
        if (halt.isOver()) {
            return;
        }
        if (isOfDatabase(error)) {
            batch.tenants().forEach(tenant -> answers.failed(tenant.key(), error));
        } else {
            apart(batch, !isForbidden(error) && failures.incrementAndGet() <= MOST_FAILURES, administrator);
        }
    }

    /** Class 08 of SQL: there is no connection. */
    private static boolean isOfDatabase(RuntimeException error) {
        var state = TenantQueryException.sqlState(error);
        return (state != null && state.startsWith("08"))
                || HibernateExtException.findIn(error, UnknownDatabaseException.class) != null;
    }

    /** SQLSTATE of the standard: the role may not, here or anywhere else. */
    private static boolean isForbidden(RuntimeException error) {
        return "42501".equals(TenantQueryException.sqlState(error));
    }

    private void apart(Batch batch, boolean byHalves, Context administrator) {
        if (byHalves) {
            carryOut(batch.first(), administrator);
            carryOut(batch.second(), administrator);
        } else {
            left.addAll(batch.tenants());
        }
    }
}
