/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.affinity.Slots.Choice;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int TENANTS = 10_000;
    private static final int CONNECTIONS = 20;
    private static final int BORROWERS = 8;
    private static final DatabaseName PLACE = new DatabaseName("here", "main");

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void findsNineOfTenConnectionsAffineWhereFewTenantsAreBusy() {
        var rank = zipf(new Random(SEED));

        assertThat(affineShare(Integer.MAX_VALUE, random -> rank.applyAsInt(0)))
                .as("seed %d", SEED)
                .isGreaterThan(0.90);
    }

    @Test
    void findsThemAffineTooWhereAllTenantsAreEquallyBusy() {
        assertThat(affineShare(Integer.MAX_VALUE, random -> random))
                .as("seed %d", SEED)
                .isGreaterThan(0.80);
    }

    /** The blade: without homes, connections are as good as any. */
    @Test
    void wouldFindFewAffineConnectionsIfTheyServedAFewTenantsOnly() {
        assertThat(affineShare(10, random -> random)).as("seed %d", SEED).isLessThan(0.10);
    }

    /** A backend with all tenants would have 10 000; two borrowers seldom meet at the same home. */
    @Test
    void spreadsTenantsOverConnections() {
        var slots = new Slots(AffinityLimits.of(CONNECTIONS).withTenantsPerConnection(Integer.MAX_VALUE));
        for (var tenant = 0; tenant < TENANTS; tenant++) {
            giveBack(slots, take(slots, tenant));
        }
        var random = new Random(SEED);
        var fullest = 0;
        for (var i = 0; i < 1_000; i++) {
            var choice = take(slots, random.nextInt(TENANTS));
            fullest = Math.max(fullest, choice.slot().tenants());
            giveBack(slots, choice);
        }

        assertThat(fullest).isBetween(TENANTS / CONNECTIONS, TENANTS / CONNECTIONS * 6 / 5);
    }

    @Test
    void agreesWithAModelOfWhatEachConnectionHasServed() {
        var random = new Random(SEED);
        var limits = AffinityLimits.of(4).withTenantsPerConnection(5);
        var slots = new Slots(limits);
        var served = new IdentityHashMap<Slot, Set<Integer>>();
        var running = new ArrayDeque<Choice>();
        for (var step = 0; step < 100_000; step++) {
            if (running.size() == 4 || (!running.isEmpty() && random.nextBoolean())) {
                giveBack(slots, running.removeFirst());
                continue;
            }
            var tenant = random.nextInt(40);
            var choice = take(slots, tenant);
            assertThat(running).extracting(Choice::slot).doesNotContain(choice.slot());
            var known = served.computeIfAbsent(choice.slot(), slot -> new HashSet<>());
            assertThat(choice.affine()).as("seed %d, step %d", SEED, step).isEqualTo(known.contains(tenant));
            if (choice.reason() != null) {
                assertThat(known).hasSize(5).doesNotContain(tenant);
                known.clear();
            }
            known.add(tenant);
            assertThat(choice.slot().tenants()).isEqualTo(known.size()).isLessThanOrEqualTo(5);
            running.add(choice);
        }
        assertThat(slots.status(PLACE, 0).busy()).isEqualTo(running.size());
    }

    /** Of checkouts after each tenant had its first. */
    private double affineShare(int tenantsPerConnection, IntUnaryOperator tenantOf) {
        var random = new Random(SEED);
        var slots = new Slots(AffinityLimits.of(CONNECTIONS).withTenantsPerConnection(tenantsPerConnection));
        for (var tenant = 0; tenant < TENANTS; tenant++) {
            giveBack(slots, take(slots, tenant));
        }
        var before = slots.status(PLACE, 0);
        var running = new ArrayDeque<Choice>();
        for (var i = 0; i < 100_000; i++) {
            running.add(take(slots, tenantOf.applyAsInt(random.nextInt(TENANTS))));
            if (running.size() == BORROWERS) {
                giveBack(slots, running.removeFirst());
            }
        }
        var after = slots.status(PLACE, 0);
        return (double) (after.affine() - before.affine()) / (after.checkouts() - before.checkouts());
    }

    private Choice take(Slots slots, int tenant) {
        var choice = slots.take(new TenantKey("tenant_" + tenant), now);
        if (choice.slot().connection() == null) {
            choice.slot().keep(new KeptConnection(connection, null, now));
        }
        return choice;
    }

    private static void giveBack(Slots slots, Choice choice) {
        slots.giveBack(choice.slot());
    }

    /** The k-th tenant is asked for k times as seldom as the first. */
    private static IntUnaryOperator zipf(Random random) {
        var sums = new double[TENANTS];
        var sum = 0.0;
        for (var rank = 0; rank < TENANTS; rank++) {
            sum += 1.0 / (rank + 1);
            sums[rank] = sum;
        }
        var total = sum;
        return ignored -> {
            var found = Arrays.binarySearch(sums, random.nextDouble() * total);
            return Math.min(TENANTS - 1, found < 0 ? -found - 1 : found);
        };
    }
}
