/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextScope;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantsTest {

    private static final TenantKey ACME = new TenantKey("acme");
    private static final TenantKey ZENITH = new TenantKey("zenith");
    private static final TenantPermission SUPPORT = new TenantPermission(new Actor("root"), "ticket 7");

    @AfterEach
    void nothingStaysInForce() {
        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void refusesToNameTenantWhereNoneIsInForce() {
        assertThatThrownBy(Tenants::current)
                .isInstanceOf(NoTenantException.class)
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("Tenants.run");
    }

    @Test
    void putsTenantInForceAndNothingElse() {
        Contexts.run(
                Context.ofActor("ada"),
                () -> Tenants.run("ACME", () -> {
                    assertThat(Tenants.current()).isEqualTo(ACME);
                    assertThat(Contexts.current().actor()).isEqualTo(new Actor("ada"));
                }));
    }

    @Test
    void restoresWhatWasInForceAfterException() {
        assertThatThrownBy(() -> Tenants.run("acme", () -> {
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(Tenants::current).isInstanceOf(NoTenantException.class);
    }

    @Test
    void returnsWhatWorkReturns() throws Exception {
        assertThat(Tenants.call("acme", Tenants::current)).isEqualTo(ACME);
    }

    @Test
    void letsWorkForOneTenantOpenScopesOfTheSame() {
        Tenants.run(
                "acme",
                () -> Tenants.run("acme", () -> assertThat(Tenants.current()).isEqualTo(ACME)));
    }

    @Test
    void refusesToSwitchWithoutPermission() {
        Tenants.run("acme", () -> {
            assertThatThrownBy(() -> Tenants.open("zenith"))
                    .isInstanceOfSatisfying(TenantSwitchException.class, error -> {
                        assertThat(error.current()).isEqualTo(ACME);
                        assertThat(error.requested()).isEqualTo(ZENITH);
                        assertThat(error.status()).isEqualTo(403);
                    });
            assertThat(Tenants.current()).isEqualTo(ACME);
        });
    }

    @Test
    void switchesWithPermissionAsWhoeverHasIt() {
        Tenants.run("acme", () -> {
            try (var scope = Tenants.override(SUPPORT, ZENITH)) {
                assertThat(Tenants.current()).isEqualTo(ZENITH);
                assertThat(scope.context().actor()).isEqualTo(SUPPORT.actor());
            }
            assertThat(Tenants.current()).isEqualTo(ACME);
            assertThat(Contexts.current().actor()).isNull();
        });
    }

    @Test
    void asksPermissionForReason() {
        assertThatThrownBy(() -> new TenantPermission(new Actor("root"), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasNoTenantInSharedScope() {
        try (var scope = Tenants.openShared()) {
            assertThat(Tenants.isShared(scope.context().tenant())).isTrue();
            assertThatThrownBy(Tenants::current).isInstanceOf(NoTenantException.class);
            Tenants.run("acme", () -> assertThat(Tenants.current()).isEqualTo(ACME));
        }
    }

    @Test
    void doesNotReachOtherThreadsByItself() {
        var pool = Executors.newFixedThreadPool(1);
        try {
            Tenants.run("acme", () -> assertThat(onPool(pool)).isNull());
            Tenants.run(
                    "acme",
                    () -> assertThat(CompletableFuture.supplyAsync(TenantsTest::inForce, Contexts.wrap(pool))
                                    .join())
                            .isEqualTo(ACME));
            assertThat(onPool(pool)).isNull();
        } finally {
            pool.shutdownNow();
        }
    }

    private static @Nullable TenantKey onPool(java.util.concurrent.Executor pool) {
        return CompletableFuture.supplyAsync(TenantsTest::inForce, pool).join();
    }

    private static @Nullable TenantKey inForce() {
        return Contexts.current().tenant();
    }

    /** Scopes of a thread closed in any order: the innermost open one is in force. */
    @Test
    void keepsInnermostOpenScopeInForceInRandomOrders() {
        for (var seed = 0; seed < 2_000; seed++) {
            playScopes(new Random(seed), seed);
        }
    }

    private static void playScopes(Random random, int seed) {
        var open = new ArrayList<ContextScope>();
        for (var step = 0; step < 20; step++) {
            if (open.isEmpty() || random.nextBoolean()) {
                open.add(Tenants.override(SUPPORT, new TenantKey("t" + random.nextInt(5))));
            } else {
                open.remove(random.nextInt(open.size())).close();
            }
            var expected =
                    open.isEmpty() ? null : open.get(open.size() - 1).context().tenant();
            assertThat(inForce()).as("seed %d, step %d", seed, step).isEqualTo(expected);
        }
        new ArrayDeque<>(open).descendingIterator().forEachRemaining(ContextScope::close);
    }
}
