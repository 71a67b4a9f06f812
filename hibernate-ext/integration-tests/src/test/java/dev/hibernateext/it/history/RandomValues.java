/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values for the paths of {@link HistoryOracle}, few enough to come back. */
final class RandomValues {

    /** Ids of entities to refer to. */
    static final List<Long> REFERENCES = LongStream.rangeClosed(1, 4).boxed().toList();

    static final List<String> TRACK =
            List.of("name", "size.width", "size.height", "artist", "tags", "genres", "ratings");
    static final List<String> DUET =
            Stream.concat(TRACK.stream(), Stream.of("guest")).toList();
    static final List<String> ALBUM = List.of("title", "labels");

    private final Random random;
    private final Map<String, Supplier<@Nullable Object>> values = new HashMap<>();

    RandomValues(Random random) {
        this.random = random;
        for (var text : List.of("name", "guest", "title")) {
            values.put(text, () -> orNull("text " + random.nextInt(4)));
        }
        for (var number : List.of("size.width", "size.height")) {
            values.put(number, () -> orNull(random.nextInt(4)));
        }
        values.put("artist", () -> orNull(REFERENCES.get(random.nextInt(REFERENCES.size()))));
        values.put("genres", () -> some(REFERENCES));
        values.put("tags", () -> some(List.of("a", "b", "c", "d")));
        values.put("labels", () -> some(List.of("x", "y", "z")));
        values.put("ratings", this::ratings);
    }

    /** A value for a path that is not the one there is. */
    @Nullable
    Object other(String path, @Nullable Object now) {
        while (true) {
            var value = requireNonNull(values.get(path)).get();
            if (HistoryModel.isNothing(value) ? now != null : !value.equals(now)) {
                return value;
            }
        }
    }

    private @Nullable Object orNull(Object value) {
        return random.nextInt(5) == 0 ? null : value;
    }

    private <T> Set<T> some(List<T> all) {
        return all.stream().filter(each -> random.nextBoolean()).collect(Collectors.toSet());
    }

    private Map<String, Integer> ratings() {
        return this.<String>some(List.of("press", "fans")).stream()
                .collect(Collectors.toMap(by -> by, by -> random.nextInt(3)));
    }
}
