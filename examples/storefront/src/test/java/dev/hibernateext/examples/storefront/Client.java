/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.core.env.Environment;

/**
 * Somebody in one shop.
 *
 * @param origin where the server is
 * @param shop whose rows are asked for
 * @param token what is sent with each request
 */
record Client(String origin, String shop, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** With a token for the shop. */
    static Client of(Environment environment, String shop, String user) {
        var origin = "http://localhost:" + environment.getProperty("local.server.port");
        var asked = new Client(origin, shop, "")
                .send(
                        "POST",
                        "/demo/token",
                        "{\"shop\": \"%s\", \"user\": \"%s\"}".formatted(shop, user),
                        "Content-Type",
                        "application/json");
        return new Client(
                origin, shop, asked.assertStatus(200).json().get("token").asString());
    }

    /** With the same token, but in another shop. */
    Client in(String other) {
        return new Client(origin, other, token);
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    Answer patch(String path, String etag, String body) {
        return call("PATCH", path, body, "If-Match", etag);
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** A request to the API of the shop. */
    Answer call(String method, String path, String body, String... headers) {
        var all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Authorization";
        all[1] = "Bearer " + token;
        all[2] = "Content-Type";
        all[3] = "application/json";
        return send(method, "/shops/" + shop + "/api/" + path, body, all);
    }

    /** Any request. */
    Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .method(method, BodyPublishers.ofString(body))
                .headers(headers)
                .build();
        try {
            return new Answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + path, e);
        }
    }
}
