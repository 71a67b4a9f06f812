/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data providers of Refine as they are published: each of their methods and operators, on a running server. */
@RunningStorefront
class RefineClientsIT {

    /** Of each of the two; a script that ends early is not taken for one that found nothing. */
    private static final int CHECKS = 13;

    private static final Path FOLDER = Path.of("target", "clients");

    private final Client anna;
    private final Client stranger;

    @Autowired
    RefineClientsIT(Environment environment) {
        this.anna = Client.of(environment, "vinyl", "anna");
        this.stranger = Client.of(environment, "metro", "anna");
    }

    @TestFactory
    Stream<DynamicTest> drivesTheShop() throws IOException, InterruptedException {
        var packages = NodePackages.install(FOLDER, "/clients/package.json", "/clients/clients.mjs");
        var url = anna.origin() + "/shops/" + anna.shop() + "/api";
        var said = packages.run("clients.mjs", url, anna.token(), stranger.token());
        var checks = read(said);

        assertThat(checks).as("%s", said).hasSize(2 * CHECKS);
        return checks.stream()
                .map(check -> DynamicTest.dynamicTest(check.path("check").asString(), () -> assertPassed(check)));
    }

    private static List<JsonNode> read(List<String> lines) {
        var json = JsonMapper.shared();
        return lines.stream()
                .filter(line -> line.startsWith("{\"check\""))
                .map(json::readTree)
                .toList();
    }

    private static void assertPassed(JsonNode check) {
        assertThat(check.path("error").isNull())
                .as(check.path("error").asString(""))
                .isTrue();
    }
}
