/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyMatchTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);

    @Test
    void findsRowsInWhateverOrderTheyComeBack() {
        var match = new KeyMatch(2);
        for (var row = 0; row < 1_000; row++) {
            add(match, "shelf " + row % 7, row);
        }
        var order = new ArrayList<>(IntStream.range(0, 1_000).boxed().toList());
        Collections.shuffle(order, new Random(SEED));

        for (var i = 0; i < order.size(); i++) {
            int row = order.get(i);
            assertThat(match.placeOf(key("shelf " + row % 7, row), i))
                    .as("seed %d", SEED)
                    .isEqualTo(row);
        }
    }

    @Test
    void knowsAKeyTheDatabaseHasChangedByItsPlace() {
        var match = new KeyMatch(1);
        add(match, "A");
        add(match, "b");

        assertThat(match.placeOf(key("a"), 0)).isZero();
        assertThat(match.placeOf(key("b"), 1)).isOne();
    }

    @Test
    void takesNumbersOfAnotherScaleAndNullsForTheSame() {
        var match = new KeyMatch(2);
        add(match, new BigDecimal("1.50"), null);

        assertThat(match.placeOf(key(new BigDecimal("1.5"), null), 0)).isZero();
    }

    @Test
    void refusesTwoRowsForOne() {
        var match = new KeyMatch(1);
        add(match, 1);
        add(match, 2);
        match.placeOf(key(2), 0);

        assertThatThrownBy(() -> match.placeOf(key(2), 1)).isInstanceOf(StaleStateException.class);
    }

    @Test
    void forgetsTheLastChunk() {
        var match = new KeyMatch(1);
        add(match, 1);
        match.placeOf(key(1), 0);
        match.clear();
        add(match, 3);

        assertThat(match.placeOf(key(3), 0)).isZero();
    }

    private static void add(KeyMatch match, @Nullable Object... key) {
        for (var value : key) {
            match.add(value);
        }
    }

    private static @Nullable Object[] key(@Nullable Object... values) {
        return values;
    }
}
