/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who acts is known on the threads of an executor that is wrapped, and on no other. */
@HibernateExtTest
class AsynchronousWorkTest {

    @Test
    void stampsForTheThreadThatSubmits(SessionFactoryScope scope) {
        var threads = Executors.newSingleThreadExecutor();
        try {
            Contexts.run(Context.ofActor("ada"), () -> {
                var wrapped = Contexts.wrap(threads);
                CompletableFuture.runAsync(() -> persist(scope, 1), wrapped)
                        .thenRunAsync(() -> persist(scope, 2), wrapped)
                        .join();
                CompletableFuture.runAsync(() -> persist(scope, 3), threads).join();
            });
            CompletableFuture.runAsync(() -> persist(scope, 4), threads).join();
        } finally {
            threads.shutdown();
        }

        assertThat(creator(scope, 1)).isEqualTo("ada");
        assertThat(creator(scope, 3)).as("not wrapped").isNull();
        assertThat(creator(scope, 4)).as("the same thread, later").isNull();
    }

    private static void persist(SessionFactoryScope scope, int id) {
        scope.inTransaction(session -> session.persist(new Errand(id)));
    }

    private static @Nullable String creator(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Errand.class, id)).getCreatedBy();
    }

    @Entity(name = "Errand")
    static class Errand extends AuditedEntity {
        @Id
        int id;

        Errand() {}

        Errand(int id) {
            this.id = id;
        }
    }
}
