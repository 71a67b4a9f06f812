/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AffinityLimitsTest {

    static Stream<Arguments> refusesWhatIsOutOfRange() {
        return Stream.of(
                refused("connections", limits -> AffinityLimits.of(0)),
                refused("connections", limits -> AffinityLimits.of(-1)),
                refused("tenantsPerConnection", limits -> limits.withTenantsPerConnection(0)),
                refused("idleTime", limits -> limits.withIdleTime(Duration.ZERO)),
                refused("idleTime", limits -> limits.withIdleTime(Duration.ofMillis(-1))),
                refused(
                        "lifetime",
                        limits -> limits.withLifetime(limits.idleTime().minusMillis(1))),
                refused("waitTime", limits -> limits.withWaitTime(Duration.ofMillis(-1))));
    }

    private static Arguments refused(String limit, Function<AffinityLimits, AffinityLimits> change) {
        return Arguments.of(limit, change);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsOutOfRange(String limit, Function<AffinityLimits, AffinityLimits> change) {
        assertThatThrownBy(() -> change.apply(AffinityLimits.of(1)))
                .isInstanceOfSatisfying(InvalidAffinityException.class, error -> {
                    assertThat(error.limit()).isEqualTo(limit);
                    assertThat(error.code()).isEqualTo("tenancy.invalid-affinity");
                })
                .hasMessageContaining("AffinityLimits." + limit)
                .hasMessageContaining("Give it");
    }

    @Test
    void takesWhatIsAtTheEdge() {
        var limits = AffinityLimits.of(1)
                .withTenantsPerConnection(1)
                .withIdleTime(Duration.ofNanos(1))
                .withLifetime(Duration.ofNanos(1))
                .withWaitTime(Duration.ZERO);

        assertThat(limits).isEqualTo(new AffinityLimits(1, 1, Duration.ofNanos(1), Duration.ofNanos(1), Duration.ZERO));
    }
}
