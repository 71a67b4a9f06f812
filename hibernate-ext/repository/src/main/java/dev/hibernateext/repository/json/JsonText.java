/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.json;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON to a tree of maps, lists and values. The only class that needs Jackson's core. Safe for use by many threads. */
public final class JsonText {

    private static final int LONGEST_NUMBER = 100;

    private final JsonFactory factory;
    private final Function<String, ? extends RuntimeException> malformed;

    /**
     * A reader of documents.
     *
     * @param depth how deep objects and lists may be nested
     * @param malformed makes the error of what is wrong with a document, which never repeats it
     */
    public JsonText(int depth, Function<String, ? extends RuntimeException> malformed) {
        this.malformed = malformed;
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        this.factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /**
     * Reads a document.
     *
     * @param text JSON as RFC 8259 defines it; a key may not stand twice in an object
     * @return maps, lists, texts, numbers, booleans and null
     */
    public @Nullable Object read(String text) {
        try (var parser = factory.createParser(text)) {
            parser.nextToken();
            var tree = value(parser);
            if (parser.nextToken() != null) {
                throw malformed.apply("text behind the document");
            }
            return tree;
        } catch (IOException e) { // Its message may quote the text, so it is not passed on.
            throw malformed.apply("not JSON, or nested too deep");
        }
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == null) {
            throw malformed.apply("an empty document");
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
