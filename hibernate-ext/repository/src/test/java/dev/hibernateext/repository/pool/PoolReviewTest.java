/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.pool.PoolSurroundings.Database;
import dev.hibernateext.repository.pool.PoolSurroundings.Load;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PoolReviewTest {

    private static final PoolSettings GOOD = PoolSettings.of("jdbc:postgresql://db.example.org/shop")
            .withName("shop")
            .withCredentials("shop", "marker")
            .withSize(PoolSize.forDatabase(8, 1).sharedBy(2))
            .withTimes(PoolTimes.DEFAULT.withConnectionTimeout(Duration.ofSeconds(6)))
            .withProperty("sslmode", "verify-full")
            .withProperty("socketTimeout", "60");

    private static final PoolSurroundings AROUND = PoolSurroundings.UNKNOWN
            .with(new Load(2, 8, 1))
            .with(new Database(97, 8, Duration.ofMinutes(60), false))
            .with(Duration.ofSeconds(10))
            .withTrustInAutoCommitOff();

    /** Each makes one mistake in what is good. */
    private static final Map<String, PoolReview> MISTAKES = new TreeMap<>();

    static {
        around("size-below-deadlock-minimum", around -> around.with(new Load(2, 8, 3)));
        around("size-beyond-database", around -> around.with(new Database(15, 8, null, false)));
        around("size-above-rule", around -> around.with(new Database(97, 3, null, false)));
        size("minimum-idle-above-size", new PoolSize(8, 9));
        size("size-not-fixed", new PoolSize(8, 7));

        times("connection-timeout-endless", times -> times.withConnectionTimeout(Duration.ZERO));
        times("connection-timeout-beyond-deadline", times -> times.withConnectionTimeout(Duration.ofSeconds(10)));
        times("timeout-too-short", times -> times.withValidationTimeout(Duration.ofMillis(249)));
        times(
                "validation-timeout-not-below-connection-timeout",
                times -> times.withValidationTimeout(Duration.ofSeconds(6)));
        times("max-lifetime-endless", times -> times.withMaxLifetime(Duration.ZERO));
        times(
                "max-lifetime-too-short",
                times -> times.withMaxLifetime(Duration.ofSeconds(29)).withKeepaliveTime(Duration.ZERO));
        times(
                "max-lifetime-beyond-server",
                times -> times.withMaxLifetime(Duration.ofMinutes(60)).withKeepaliveTime(Duration.ZERO));
        times("keepalive-too-short", times -> times.withKeepaliveTime(Duration.ofSeconds(29)));
        times("keepalive-not-below-lifetime", times -> times.withKeepaliveTime(Duration.ofMinutes(30)));
        idle("idle-timeout-too-short", Duration.ofSeconds(9));
        idle("idle-timeout-beyond-lifetime", Duration.ofMinutes(30));
        times("idle-timeout-without-effect", times -> times.withIdleTimeout(Duration.ofMinutes(5)));
        times("leak-threshold-ignored", times -> times.withLeakDetectionThreshold(Duration.ofMillis(1999)));

        options("auto-commit-promise-broken", new PoolOptions(true, null, null, true, false));
        mistake("auto-commit-on", options(new PoolOptions(true, null, null, true, false)), PoolSurroundings.UNKNOWN);
        options("test-query", new PoolOptions(false, "select 1", null, true, false));
        options("start-ignores-database", new PoolOptions(false, null, null, false, false));
        options("suspendable", new PoolOptions(false, null, null, true, true));
        settings("nameless", GOOD.withName(""));

        url("credential-in-url", "jdbc:postgresql://db.example.org/shop?password=marker");
        property("simple-query-mode", "preferQueryMode", "simple");
        property("several-statements-at-once", "allowMultiQueries", "true");
        property("local-files-readable", "allowLocalInfile", "true");
        property("transport-unencrypted", "sslmode", "prefer");
        property("transport-unverified", "sslmode", "require");
        property("socket-timeout-missing", "socketTimeout", "0");
        property("keepalive-of-sockets-off", "tcpKeepAlive", "false");
        property("values-in-errors", "logServerErrorDetail", "true");
        property("statements-in-errors", "dumpQueriesOnException", "true");
        around("prepared-behind-pooler", around -> around.with(new Database(97, 8, null, true)));
        url("memory-database-goes-with-pool", "jdbc:h2:mem:shop");
    }

    @TestFactory
    Stream<DynamicTest> findsEachMistakeAndNothingElse() {
        return MISTAKES.entrySet().stream()
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.getKey(),
                        () -> assertThat(mistake.getValue().findings())
                                .singleElement()
                                .satisfies(finding -> {
                                    assertThat(finding.code()).isEqualTo("pool." + mistake.getKey());
                                    assertThat(finding.fix()).endsWith(".").hasSizeGreaterThan(20);
                                    assertThat(finding.toString()).doesNotContain("marker");
                                })));
    }

    @Test
    void knowsNoRuleWithoutAMistakeHere() {
        assertThat(PoolReview.rules().map(PoolRule::code))
                .containsExactlyInAnyOrderElementsOf(MISTAKES.keySet())
                .as("as the changelog says")
                .hasSize(36);
    }

    @Test
    void findsNothingInAGoodPool() {
        assertThat(PoolReview.of(GOOD, AROUND).findings()).isEmpty();
        assertThat(PoolReview.of(GOOD).findings()).isEmpty();
    }

    @Test
    void takesDriverSettingsFromTheUrlToo() {
        var remote = "jdbc:mariadb://db.example.org:3306/shop?sslMode=%s&socketTimeout=60000&allowMultiQueries=%s";

        assertThat(PoolReview.of(PoolSettings.of(remote.formatted("verify-full", "false"))
                                .withName("shop"))
                        .findings())
                .isEmpty();
        assertThat(PoolReview.of(PoolSettings.of(remote.formatted("disable", "true"))
                                .withName("shop"))
                        .findings())
                .extracting(PoolFinding::code)
                .containsExactly("pool.several-statements-at-once", "pool.transport-unencrypted");
    }

    @Test
    void asksForNoEncryptionOnThisMachine() {
        for (var host : new String[] {"//localhost", "//127.0.0.1:5432", "//[::1]", "//", ""}) {
            var local = PoolSettings.of("jdbc:postgresql:" + (host.isEmpty() ? "shop" : host + "/shop"))
                    .withName("shop")
                    .withProperty("socketTimeout", "60");

            assertThat(PoolReview.of(local).findings()).as(host).isEmpty();
        }
    }

    @Test
    void tellsTheWorstFirst() {
        var pool = GOOD.withName("").withProperty("preferQueryMode", "simple").withProperty("socketTimeout", "0");

        assertThat(PoolReview.of(pool).findings())
                .extracting(PoolFinding::severity)
                .containsExactly(PoolFinding.Severity.ERROR, PoolFinding.Severity.WARNING, PoolFinding.Severity.HINT);
    }

    private static void around(String code, UnaryOperator<PoolSurroundings> mistake) {
        mistake(code, GOOD, mistake.apply(AROUND));
    }

    private static void settings(String code, PoolSettings mistake) {
        mistake(code, mistake, AROUND);
    }

    private static void size(String code, PoolSize mistake) {
        settings(code, GOOD.withSize(mistake));
    }

    private static void times(String code, UnaryOperator<PoolTimes> mistake) {
        settings(code, GOOD.withTimes(mistake.apply(GOOD.times())));
    }

    /** Only a pool that shrinks closes idle connections, which is a hint of its own. */
    private static void idle(String code, Duration mistake) {
        var shrinking = GOOD.withSize(new PoolSize(8, 4)).withTimes(GOOD.times().withIdleTimeout(mistake));
        var others = PoolReview.of(shrinking, AROUND).findings().stream()
                .filter(finding -> !finding.code().equals("pool.size-not-fixed"))
                .toList();
        MISTAKES.put(code, new PoolReview(others));
    }

    private static PoolSettings options(PoolOptions mistake) {
        return GOOD.withOptions(mistake);
    }

    private static void options(String code, PoolOptions mistake) {
        settings(code, options(mistake));
    }

    private static void property(String code, String name, String value) {
        settings(code, GOOD.withProperty(name, value));
    }

    private static void url(String code, String url) {
        settings(
                code,
                new PoolSettings(
                        GOOD.name(),
                        JdbcUrl.of(url),
                        GOOD.credentials(),
                        GOOD.size(),
                        GOOD.times(),
                        GOOD.options(),
                        GOOD.properties()));
    }

    private static void mistake(String code, PoolSettings settings, PoolSurroundings around) {
        MISTAKES.put(code, PoolReview.of(settings, around));
    }
}
