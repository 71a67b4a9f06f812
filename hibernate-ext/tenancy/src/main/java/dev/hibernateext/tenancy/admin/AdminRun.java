/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.routing.AllTenantsRoute;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One query over tenants, from the first entry of the audit to the last one. */
final class AdminRun<R extends @Nullable Object> {

    private final AllTenantsRoute route;
    private final AdminQueryOptions options;
    private final Answers<R> answers;
    private final Halt halt;
    private final BatchWork<R> work;

    AdminRun(
            AllTenantsRoute route,
            Question<R> question,
            AdminQueryOptions options,
            Consumer<? super TenantRow<R>> rows) {
        this.route = route;
        this.options = options;
        this.answers = new Answers<>(question.shape(), rows, options);
        this.halt = new Halt(options);
        var held = new HeldRows(question, options, halt, answers::statement);
        var alone = new TenantAlone<>(question, options, answers, halt);
        this.work = new BatchWork<>(new TenantsAtOnce(route, question, held), alone, answers, halt);
    }

    AdminQueryReport run(TenantPermission permission, @Nullable List<TenantKey> chosen) {
        route.audit(new TenancyEvent.Entered(permission, route.now()));
        var completed = false;
        try {
            ask(Contexts.current().withActor(permission.actor()), chosen);
            completed = true;
        } finally {
            var now = route.now();
            route.audit(new TenancyEvent.Queried(
                    permission,
                    answers.asked(),
                    answers.answered(),
                    answers.failures().size(),
                    now));
            route.audit(new TenancyEvent.Left(permission, now, completed));
        }
        return new AdminQueryReport(
                answers.asked(), answers.answered(), answers.failures(), answers.statements(), halt.end());
    }

    private void ask(Context administrator, @Nullable List<TenantKey> chosen) {
        try (var tenants = new TenantFeed(route.catalog(), answers).stream(chosen);
                var crew = new Crew(options.connections(), halt)) {
            var batches = new Batches(tenants.iterator(), work.sizes());
            crew.carryOut(
                    () -> {
                        var batch = work.poll();
                        return batch != null ? batch : asked(batches.next());
                    },
                    batch -> work.carryOut(batch, administrator));
        }
    }

    private @Nullable Batch asked(@Nullable Batch batch) {
        if (batch != null) {
            answers.asked(batch.tenants().size());
        }
        return batch;
    }
}
