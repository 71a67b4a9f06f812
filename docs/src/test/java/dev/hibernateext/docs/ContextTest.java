/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class ContextTest {

    @Test
    void isInForceUntilItsScopeIsClosed() {
        var request = Context.ofActor("ada")
                .withTenant(new TenantKey("acme"))
                .withOperation(OperationId.random())
                .withAttribute("address", "192.0.2.7");

        try (var scope = Contexts.open(request)) {
            assertThat(Contexts.current()).isEqualTo(request);
        }

        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void isRestoredWhenAnInnerScopeIsClosed() {
        try (var outer = Contexts.open(Context.ofActor("ada"))) {
            var job = Contexts.current().withActor(new Actor("nightly-job"));
            Contexts.run(job, () -> assertThat(Contexts.current()).isEqualTo(job));

            assertThat(Contexts.current()).isEqualTo(outer.context());
        }
    }

    @Test
    void crossesThreadsOnlyWhenCarried() throws InterruptedException, ExecutionException {
        var pool = Executors.newSingleThreadExecutor();
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            var carried = CompletableFuture.supplyAsync(Contexts::current, Contexts.wrap(pool));
            assertThat(carried.get()).isEqualTo(scope.context());

            var notCarried = CompletableFuture.supplyAsync(Contexts::current, pool);
            assertThat(notCarried.get()).isEqualTo(Context.empty());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void comesFromTheApplicationIfItHasOne(SessionFactoryScope scope) {
        ContextSource login = () -> Context.ofActor("user of the login");

        try (var other = scope.openAnother(settings -> settings.put(CoreSettings.CONTEXT_SOURCE, login))) {
            other.inTransaction(session -> session.persist(new Entry(1)));
        }

        assertThat(createdBy(scope.factory())).isEqualTo("user of the login");
    }

    private static @Nullable String createdBy(SessionFactory sessions) {
        return sessions.fromSession(session -> session.find(Entry.class, 1)).createdBy;
    }

    @Entity
    static class Entry {

        @Id
        int id;

        @CreatedBy
        @Nullable
        String createdBy;

        protected Entry() {}

        Entry(int id) {
            this.id = id;
        }
    }
}
