/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PropagatedContextTest {

    private static final Context ADA = Context.ofActor("ada").withTenant(new TenantKey("acme"));
    private static final Context BOB = Context.ofActor("bob").withTenant(new TenantKey("zenith"));

    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    @AfterEach
    void nothingStaysInForce() {
        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void isFoundByMicrometer() {
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .hasAtLeastOneElementOfType(PropagatedContext.class);
    }

    @Test
    void bringsContextToThreadsOfPool() throws Exception {
        var pool = Executors.newFixedThreadPool(1);
        ExecutorService carrying = ContextExecutorService.wrap(pool, () -> snapshots.captureAll());
        try {
            for (var context : new Context[] {ADA, BOB}) {
                try (var scope = Contexts.open(context)) {
                    assertThat(carrying.submit(Contexts::current).get()).isEqualTo(context);
                }
            }
            assertThat(pool.submit(Contexts::isOpen).get()).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void restoresWhatWasInForce() {
        var snapshot = captured(ADA);
        try (var outer = Contexts.open(BOB)) {
            try (var scope = snapshot.setThreadLocals()) {
                assertThat(Contexts.current()).isEqualTo(ADA);
            }
            assertThat(Contexts.current()).isEqualTo(BOB);
        }
    }

    @Test
    void restoresWhatWasInForceAfterException() {
        var snapshot = captured(ADA);
        assertThatThrownBy(() -> snapshot.wrap((Runnable) () -> {
                            throw new UnsupportedOperationException();
                        })
                        .run())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takesNothingAlongWhereSnapshotHasNothing() {
        var nothing =
                ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();
        try (var outer = Contexts.open(BOB)) {
            try (var scope = nothing.setThreadLocals()) {
                assertThat(Contexts.current()).isEqualTo(Context.empty());
            }
            assertThat(Contexts.current()).isEqualTo(BOB);
        }
    }

    private ContextSnapshot captured(Context context) {
        try (var scope = Contexts.open(context)) {
            return snapshots.captureAll();
        }
    }
}
