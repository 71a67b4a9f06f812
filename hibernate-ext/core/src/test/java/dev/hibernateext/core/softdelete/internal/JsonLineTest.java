/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

    @Test
    void readsWhateverItWrites() {
        var seed = Long.getLong("hibernateext.seed", 20_261_121);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var inner = new LinkedHashMap<String, Object>();
            for (int j = random.nextInt(4); j > 0; j--) {
                inner.put(text(random), random.nextInt(5) == 0 ? null : text(random));
            }
            var outer = new LinkedHashMap<String, Object>();
            outer.put("table", text(random));
            outer.put("row", inner);

            var line = JsonLine.write(outer);

            assertThat(JsonLine.read(line)).as("seed %d, line %s", seed, line).isEqualTo(outer);
            assertThat(line).matches("[ -~]*");
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    @Test
    void readsWhatOthersWrite() {
        assertThat(JsonLine.read(" { \"a\" : \"\\n\\t\\/\\u00e9é\" , \"b\" : { } , \"c\" : null } "))
                .isEqualTo(nullable("\n\t/éé"));
    }

    private static Map<String, Object> nullable(String text) {
        var object = new LinkedHashMap<String, Object>();
        object.put("a", text);
        object.put("b", Map.of());
        object.put("c", null);
        return object;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":\"b\"",
                "{\"a\":1}",
                "{\"a\":true}",
                "{\"a\":[]}",
                "{\"a\":\"b\"}x",
                "{\"a\":\"b\",}",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\uzzzz\"}",
                "{\"a\":{\"b\":{}}}",
                "\"a\""
            })
    void refusesEverythingElse(String line) {
        assertThatThrownBy(() -> JsonLine.read(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
