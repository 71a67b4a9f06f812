/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.routing.AllTenantsRoute;
import dev.hibernateext.tenancy.routing.AllTenantsRoute.Pass;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Asks tenants of one database by one statement. */
final class TenantsAtOnce {

    private final AllTenantsRoute route;
    private final HeldRows held;
    private final TenantsEach each;
    private final @Nullable Grouped grouped;

    /** Whether Hibernate's statement for it was found to read more than one table. */
    private volatile boolean readsMore;

    TenantsAtOnce(AllTenantsRoute route, Question<?> question, HeldRows held) {
        var traits = QueryTraits.of(question.statement());
        this.route = route;
        this.held = held;
        this.each = TenantsEach.of(question, traits, held);
        this.grouped = Grouped.of(question, traits);
    }

    Batches.BatchSizes sizes() {
        return each.isPossible() ? new Batches.BatchSizes(TenantsEach.MOST, each.most()) : Batches.BatchSizes.ONE;
    }

    /**
     * The rows of those who answered, by tenant. They are held until all are there, since a failure voids them.
     *
     * @throws NotTogether if these cannot be asked so
     */
    Map<TenantKey, List<@Nullable Object[]>> ask(Batch batch, Context administrator) {
        if (batch.isInRows() && route.mixesRows()) {
            throw new NotTogether("Nothing keeps some entities apart");
        }
        if (batch.isInRows() && grouped != null && !readsMore) {
            try {
                return in(
                        batch,
                        administrator,
                        Pass::openSession,
                        session -> grouped.ask(session, batch.tenants(), held));
            } catch (NotTogether e) {
                if (e.fewerMay()) {
                    throw e;
                }
                readsMore = true;
            }
        }
        return in(batch, administrator, Pass::openRestrictedSession, session -> each.ask(session, batch.tenants()));
    }

    private <T> T in(
            Batch batch,
            Context administrator,
            Function<Pass, Session> opener,
            Function<SharedSessionContractImplementor, T> work) {
        try (var pass = route.open(batch.place());
                var scope = Contexts.open(administrator.withTenant(pass.tenant()));
                var session = opener.apply(pass)) {
            session.beginTransaction();
            try {
                return work.apply((SharedSessionContractImplementor) session);
            } finally {
                session.getTransaction().rollback();
            }
        }
    }
}
