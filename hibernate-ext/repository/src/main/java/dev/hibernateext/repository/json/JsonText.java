/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to a tree of maps, lists and values. The only class that needs Jackson's core. */
final class JsonText {

    /** Each level of a filter is an object and a list; a value may be a list once more. */
    private static final int NESTING_PER_LEVEL = 2;

    private static final int NESTING_AROUND = 4;

    private static final int LONGEST_NUMBER = 100;

    private final JsonFactory factory;

    JsonText(FilterLimits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(NESTING_PER_LEVEL * limits.depth() + NESTING_AROUND)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        this.factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    @Nullable
    Object read(String text) {
        try (var parser = factory.createParser(text)) {
            parser.nextToken();
            var tree = value(parser);
            if (parser.nextToken() != null) {
                throw InvalidFilterException.malformed("", "text behind the document");
            }
            return tree;
        } catch (IOException e) { // Its message may quote the text, so it is not passed on.
            throw InvalidFilterException.malformed("", "not JSON, or nested too deep");
        }
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == null) {
            throw InvalidFilterException.malformed("", "an empty document");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private List<@Nullable Object> array(JsonParser parser) throws IOException {
        var array = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
