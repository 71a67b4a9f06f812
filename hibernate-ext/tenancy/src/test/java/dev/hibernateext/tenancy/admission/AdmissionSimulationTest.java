/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.admission.Simulation.Visit;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Ten thousand random days of a queue in virtual time, each against a model; a seed repeats its day. */
class AdmissionSimulationTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int DAYS = Integer.getInteger("hibernateext.days", 10_000);

    /** A day of a queue. */
    private static final class Day {

        private final SplittableRandom random;
        private final AdmissionLimits limits;
        private final AdmissionModel model;
        private final Simulation simulation;
        private final List<Tenant> tenants;

        Day(long seed, BiFunction<AdmissionLimits, AdmissionModel, Simulation> made) {
            random = new SplittableRandom(seed);
            var overflows = Overflow.values();
            limits = AdmissionLimits.of(1 + random.nextInt(5))
                    .withWaiting(1 + random.nextInt(12))
                    .withTimeout(Duration.ofNanos(1 + random.nextInt(400)))
                    .withOverflow(overflows[random.nextInt(overflows.length)]);
            model = new AdmissionModel(limits);
            simulation = made.apply(limits, model);
            tenants = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                    .mapToObj(number -> Tenant.active("t" + number, TenantPlacement.rows("main")))
                    .toList();
        }

        void pass() {
            for (var arrivals = 20 + random.nextInt(100); arrivals > 0; arrivals--) {
                simulation.at(random.nextInt(1_000), this::arrive);
            }
            simulation.run();
            var visits = simulation.visits();
            assertThat(visits).allMatch(visit -> visit.ended >= 0);
            assertThat(simulation.queue().tenants()).isEmpty();
            assertThat(simulation.queue().counts()).isEqualTo(counts(visits));
            assertThat(simulation.queue().counts().decided()).isEqualTo(visits.size());
        }

        /** Now and then a tenant has another plan than before. */
        private void arrive() {
            var tenant = tenants.get(random.nextInt(tenants.size())).withPlan("p" + random.nextInt(2));
            var theirs = new TenantLimits(1 + random.nextInt(4), 1 + random.nextInt(6));
            var visit = simulation.arrive(tenant, model.limits(tenant, theirs), () -> random.nextInt(120));
            if (random.nextInt(10) == 0) {
                simulation.at(simulation.now() + random.nextInt(100), () -> simulation.interrupt(visit));
            }
        }

        private static AdmissionCounts counts(List<Visit> visits) {
            return new AdmissionCounts(
                    count(visits, Outcome.ADMITTED),
                    count(visits, Outcome.FULL),
                    count(visits, Outcome.EVICTED),
                    count(visits, Outcome.TIMED_OUT),
                    count(visits, Outcome.INTERRUPTED));
        }

        private static long count(List<Visit> visits, Outcome outcome) {
            return visits.stream().filter(visit -> visit.outcome() == outcome).count();
        }
    }

    private static void pass(int days, BiFunction<AdmissionLimits, AdmissionModel, Simulation> made) {
        LongStream.range(SEED, SEED + days).forEach(seed -> {
            try {
                new Day(seed, made).pass();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("Repeat with -Dhibernateext.seed=%d -Dhibernateext.days=1".formatted(seed), e);
            }
        });
    }

    @Test
    void staysWithinLimitsAndServesByTurns() {
        pass(DAYS, Simulation::new);
    }

    /** The blade of fairness: with one line for all, somebody is served twice while another is due. */
    @Test
    void seesThatTenantsTakeNoTurns() {
        var nobody = Tenant.active("everybody", TenantPlacement.rows("main"));
        assertThatThrownBy(() -> pass(200, (limits, model) -> new Simulation(limits, model) {
                    @Override
                    Tenant lineOf(Tenant tenant) {
                        return nobody;
                    }
                }))
                .hasMessageContaining("hibernateext.seed=")
                .hasRootCauseInstanceOf(AssertionError.class);
    }

    /** The blade of the sums: a connection that does not come back is missed. */
    @Test
    void seesThatConnectionIsLost() {
        assertThatThrownBy(() -> pass(200, (limits, model) -> new Simulation(limits, model) {
                    @Override
                    void giveBack(Visit visit) {
                        if (visit.arrived % 50 != 0) {
                            super.giveBack(visit);
                        }
                    }
                }))
                .hasMessageContaining("hibernateext.seed=");
    }
}
