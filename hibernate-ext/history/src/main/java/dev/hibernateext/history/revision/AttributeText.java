/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as the text of a form, {@code application/x-www-form-urlencoded}. */
final class AttributeText {

    private AttributeText() {}

    static @Nullable String write(Map<String, String> attributes) {
        return attributes.isEmpty()
                ? null
                : attributes.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + '=' + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static Map<String, String> read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Map.of();
        }
        var attributes = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            attributes.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return attributes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
