/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that never answers, in virtual time: ten thousand requests within a second. */
class FrozenDatabaseTest {

    private static final int REQUESTS = 10_000;
    private static final Duration TURN = Duration.ofSeconds(1);

    /** After which the pool, or the driver, gives up. */
    private static final Duration SOCKET = Duration.ofMillis(250);

    @ParameterizedTest
    @EnumSource
    void everyRequestEndsInTime(Overflow overflow) {
        var day = frozen(AdmissionLimits.of(10).withTimeout(TURN).withOverflow(overflow));

        assertThat(day.visits()).hasSize(REQUESTS).allSatisfy(visit -> {
            assertThat(visit.ended).isNotNegative();
            var turn = (visit.started < 0 ? visit.ended : visit.started) - visit.arrived;
            assertThat(turn).isBetween(0L, TURN.toNanos());
            assertThat(visit.stayed()).isLessThanOrEqualTo(TURN.plus(SOCKET).toNanos());
        });
        assertThat(day.queue().counts().decided()).isEqualTo(REQUESTS);
        assertThat(day.queue().tenants()).isEmpty();
    }

    @Test
    void mostTimeOutWhereThereIsRoomForAll() {
        var counts = frozen(AdmissionLimits.of(10).withTimeout(TURN).withWaiting(REQUESTS))
                .queue()
                .counts();

        assertThat(counts.admitted()).isLessThanOrEqualTo(90);
        assertThat(counts.timedOut()).isEqualTo(REQUESTS - counts.admitted());
    }

    private static Simulation frozen(AdmissionLimits limits) {
        var random = new SplittableRandom(Long.getLong("hibernateext.seed", 20_261_121));
        var simulation = new Simulation(limits, new Simulation.Observer() {});
        var tenants = IntStream.range(0, 20)
                .mapToObj(number -> Tenant.active("t" + number, TenantPlacement.rows("main")))
                .toList();
        for (var request = 0; request < REQUESTS; request++) {
            var tenant = tenants.get(random.nextInt(tenants.size()));
            simulation.at(
                    random.nextLong(Duration.ofSeconds(1).toNanos()),
                    () -> simulation.arrive(tenant, TenantLimits.NONE, SOCKET::toNanos));
        }
        simulation.run();
        return simulation;
    }
}
