/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import dev.hibernateext.benchmarks.storefront.served.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Asks an application, one request after another.
 *
 * @param served what is asked
 * @param shop for which shop
 * @param token that it is theirs
 */
record Visitor(Served served, String shop, String token) {

    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The answer to a list, with its total. */
    HttpResponse<String> list(String query) throws IOException {
        return get("/shops/" + shop + "/api/" + query);
    }

    /** Repeats a request; what was measured before is forgotten. */
    List<Sample> measured(String query, int times, boolean counts) throws IOException {
        meter(counts);
        for (var i = 0; i < times; i++) {
            list(query);
        }
        return meter(false);
    }

    private List<Sample> meter(boolean counts) throws IOException {
        return get(counts ? "/meter?count" : "/meter")
                .body()
                .lines()
                .map(Sample::parse)
                .toList();
    }

    private HttpResponse<String> get(String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + served.port() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "%s was answered with %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
