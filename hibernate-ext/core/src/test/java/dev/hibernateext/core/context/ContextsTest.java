/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ContextsTest {

    private static final Context ADA = Context.ofActor("ada");
    private static final Context BOB = Context.ofActor("bob");

    @AfterEach
    void leavesNothingOpen() {
        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void isEmptyWhereNoScopeIsOpen() {
        assertThat(Contexts.current()).isEqualTo(Context.empty());
    }

    @Test
    void restoresTheOuterContextWhenAScopeCloses() {
        try (var outer = Contexts.open(ADA)) {
            try (var inner = Contexts.open(BOB)) {
                assertThat(Contexts.current()).isEqualTo(inner.context()).isEqualTo(BOB);
            }
            assertThat(Contexts.current()).isEqualTo(outer.context());
        }
    }

    @Test
    void survivesScopesClosedOutOfOrder() {
        var outer = Contexts.open(ADA);
        var inner = Contexts.open(BOB);

        outer.close();
        assertThat(Contexts.current()).isEqualTo(BOB);
        inner.close();
        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void closesOnceOnly() {
        var outer = Contexts.open(ADA);
        var inner = Contexts.open(BOB);
        inner.close();
        inner.close();
        assertThat(Contexts.current()).isEqualTo(ADA);
        outer.close();
    }

    @RepeatedTest(20)
    void isTheInnermostOpenScopeAfterAnyOrderOfOpeningAndClosing(RepetitionInfo repetition) {
        var seed = Long.getLong("hibernateext.seed", 20_261_121) + repetition.getCurrentRepetition();
        var random = new Random(seed);
        var open = new ArrayList<ContextScope>();
        for (var step = 0; step < 200; step++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                open.add(Contexts.open(Context.ofActor("actor " + step)));
            } else {
                open.remove(random.nextInt(open.size())).close();
            }
            var expected =
                    open.isEmpty() ? Context.empty() : open.get(open.size() - 1).context();
            assertThat(Contexts.current()).as("seed %d, step %d", seed, step).isEqualTo(expected);
        }
        open.forEach(ContextScope::close);
    }

    @Test
    void endsWithTheWorkThatFails() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Contexts.run(ADA, () -> {
                    throw new IllegalStateException();
                }));
    }

    @Test
    void crossesThreadsOnlyWhenWrapped() throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try (var scope = Contexts.open(ADA)) {
            assertThat(executor.submit(Contexts::current).get()).isEqualTo(Context.empty());
            assertThat(executor.submit(Contexts.wrap(Contexts::current)).get()).isEqualTo(scope.context());
            assertThat(executor.submit(Contexts::isOpen).get()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void refusesToCloseAScopeOfAnotherThread() throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try (var scope = Contexts.open(ADA)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> executor.submit(scope::close).get())
                    .withCauseInstanceOf(ContextScopeException.class)
                    .withMessageContaining("Contexts.wrap");
            assertThat(Contexts.current()).isEqualTo(ADA);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void keepsActorsAndValuesOutOfItsText() {
        var context = ADA.withTenant(new TenantKey("acme"))
                .withOperation(new OperationId(new UUID(0, 1)))
                .withAttribute("address", "10.0.0.7");

        assertThat(context.toString())
                .contains("acme", "address", String.valueOf(context.operation()))
                .doesNotContain("ada", "10.0.0.7");
    }

    @Test
    void refusesBlankIdentifiers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Context.ofActor(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantKey(""));
    }
}
