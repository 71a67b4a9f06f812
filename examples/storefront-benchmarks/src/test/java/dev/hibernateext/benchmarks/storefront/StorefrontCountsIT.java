/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the page tells is what is meant to be compared. */
class StorefrontCountsIT {

    private static final String SHOP = "vinyl";

    @Test
    void answersWithTheSameBytesAndAsksNoMoreOfTheDatabase() throws IOException, SQLException {
        try (var server = ShopServer.start();
                var library = Served.filled(server);
                var byHand = Served.counted(Way.BY_HAND, server)) {
            server.settle();
            var token = server.token(SHOP);
            var ours = new Visitor(library, SHOP, token);
            var theirs = new Visitor(byHand, SHOP, token);

            assertThat(ours.list(PageMeter.QUERY).body())
                    .isEqualTo(theirs.list(PageMeter.QUERY).body())
                    .hasSizeGreaterThan(10_000);
            assertThat(ours.list(PageMeter.QUERY).headers().firstValue("X-Total-Count"))
                    .isEqualTo(theirs.list(PageMeter.QUERY).headers().firstValue("X-Total-Count"));
            assertThatBothAskAlike(new PageMeter(Map.of(Way.LIBRARY, ours, Way.BY_HAND, theirs), 1, 1).measure());
        }
    }

    private static void assertThatBothAskAlike(Map<Way, PageMeter.Measured> measured) {
        var ours = Objects.requireNonNull(measured.get(Way.LIBRARY));
        var theirs = Objects.requireNonNull(measured.get(Way.BY_HAND));
        assertThat(ours.statements()).isEqualTo(theirs.statements()).isEqualTo(2);
        assertThat(ours.roundTrips()).isEqualTo(theirs.roundTrips()).isPositive();
        assertThat(theirs.cpuNanos()).isPositive();
    }

    @Test
    void measuresTheHandWrittenApplicationWithoutAnyJarOfTheLibrary() {
        assertThat(Way.BY_HAND.classPath())
                .doesNotContain(
                        "hibernate-ext/core", "hibernate-ext/tenancy", "hibernate-ext/spring-boot/", "jpa-mixins");
        assertThat(Way.BESIDE.classPath()).contains("jpa-mixins").doesNotContain("examples/storefront/");
        assertThat(Way.LIBRARY.classPath())
                .contains("jpa-mixins", "storefront")
                .doesNotContain("hibernate-ext/testing");
    }
}
