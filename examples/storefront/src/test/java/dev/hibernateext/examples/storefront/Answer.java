/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server said. */
record Answer(HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.shared();

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    JsonNode json() {
        return JSON.readTree(response.body());
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String etag() {
        return header("ETag");
    }

    int total() {
        return Integer.parseInt(header("X-Total-Count"));
    }

    long id() {
        return json().get("id").asLong();
    }

    /** A member of each row of a list. */
    List<String> each(String member) {
        return StreamSupport.stream(json().spliterator(), false)
                .map(row -> row.at("/" + member.replace('.', '/')).asString())
                .toList();
    }

    Answer assertStatus(int expected) {
        assertThat(status()).as(body()).isEqualTo(expected);
        return this;
    }

    /** A problem that says what it is by its type. */
    Answer assertProblem(int status, String code) {
        assertStatus(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json().path("code").asString()).isEqualTo(code);
        assertThat(json().path("type").asString()).endsWith(":" + code);
        assertThat(json().path("status").asInt()).isEqualTo(status);
        return this;
    }
}
