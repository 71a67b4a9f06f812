/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.admission.Simulation.Visit;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten tenants share ten connections, each used for 10 ms on average, and ask for 7 % of them each. Then one asks for ten times as
 * much, which is more than there is. Times are virtual, and so exact.
 */
class NoisyNeighbourTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int TENANTS = 10;
    private static final int CONNECTIONS = 10;
    private static final double WORK = Duration.ofMillis(10).toNanos();
    private static final long DAY = Duration.ofSeconds(60).toNanos();
    private static final AdmissionLimits LIMITS = AdmissionLimits.of(CONNECTIONS);

    private final List<Tenant> tenants = IntStream.range(0, TENANTS)
            .mapToObj(number -> Tenant.active("t" + number, TenantPlacement.rows("main")))
            .toList();
    private final Tenant noisy = tenants.get(0);

    /** By turns, as it is, or all in one line. */
    private enum Way {
        TURNS,
        ONE_LINE
    }

    /** A minute in which one tenant asks for so many times its share. */
    private List<Visit> minute(double share, double noise, Way way) {
        var simulation = new Simulation(LIMITS, new Simulation.Observer() {}) {
            @Override
            Tenant lineOf(Tenant tenant) {
                return way == Way.TURNS ? tenant : noisy;
            }
        };
        tenants.forEach(tenant -> {
            var random = new SplittableRandom(SEED + tenants.indexOf(tenant));
            var load = tenant.equals(noisy) ? share * noise : share;
            var pause = WORK / (load * CONNECTIONS);
            for (var time = after(random, pause); time < DAY; time += after(random, pause)) {
                var work = after(random, WORK);
                simulation.at(time, () -> simulation.arrive(tenant, TenantLimits.NONE, () -> work));
            }
        });
        simulation.run();
        return simulation.visits();
    }

    /** Poisson arrivals, exponential service. */
    private static long after(SplittableRandom random, double mean) {
        return 1 + (long) (-Math.log(1 - random.nextDouble()) * mean);
    }

    private double quietPercentile(List<Visit> visits) {
        var stayed = visits.stream()
                .filter(visit -> !visit.tenant.equals(noisy))
                .mapToLong(Visit::stayed)
                .sorted()
                .toArray();
        return stayed[stayed.length * 99 / 100];
    }

    private double[] served(List<Visit> visits) {
        return tenants.stream()
                .mapToDouble(tenant -> visits.stream()
                        .filter(visit -> visit.tenant.equals(tenant) && visit.outcome() == Outcome.ADMITTED)
                        .count())
                .toArray();
    }

    /** Jain, Chiu and Hawe: A Quantitative Measure of Fairness and Discrimination, DEC-TR-301, 1984. */
    private static double fairness(double... shares) {
        var sum = 0.0;
        var squares = 0.0;
        for (var share : shares) {
            sum += share;
            squares += share * share;
        }
        return sum * sum / (shares.length * squares);
    }

    @Test
    void quietTenantsHardlyNotice() {
        var before = quietPercentile(minute(0.07, 1, Way.TURNS));
        var during = quietPercentile(minute(0.07, 10, Way.TURNS));

        assertThat(during / before).isBetween(0.9, 1.5);
    }

    /** The blade: first come, first served over all tenants lets the quiet ones wait behind the noisy one. */
    @Test
    void noticesThatQuietTenantsWaitBehindNoisyOne() {
        var before = quietPercentile(minute(0.07, 1, Way.ONE_LINE));
        var during = quietPercentile(minute(0.07, 10, Way.ONE_LINE));

        assertThat(during / before).isGreaterThan(5);
    }

    @Test
    void quietTenantsGetAllTheyAskFor() {
        var visits = minute(0.07, 10, Way.TURNS);

        assertThat(visits.stream().filter(visit -> !visit.tenant.equals(noisy)))
                .allMatch(visit -> visit.outcome() == Outcome.ADMITTED);
        assertThat(visits.stream().filter(visit -> visit.outcome() == Outcome.FULL))
                .isNotEmpty();
    }

    /** All ask for twice what there is, and one for twenty times. */
    @Test
    void serviceIsEvenWhereAllWantMore() {
        assertThat(fairness(served(minute(0.2, 10, Way.TURNS)))).isGreaterThanOrEqualTo(0.95);
        assertThat(fairness(served(minute(0.2, 10, Way.ONE_LINE)))).isLessThan(0.6);
    }

    /** No connection is idle while somebody waits, whoever it is. */
    @Test
    void noisyTenantGetsWhatOthersLeave() {
        var served = served(minute(0.07, 10, Way.TURNS));
        var possible = DAY / WORK * CONNECTIONS;

        assertThat(IntStream.range(0, TENANTS)
                                .mapToDouble(number -> served[number])
                                .sum()
                        / possible)
                .isBetween(0.97, 1.03);
    }
}
