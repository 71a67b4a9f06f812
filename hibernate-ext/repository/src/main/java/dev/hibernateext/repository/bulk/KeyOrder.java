/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a chunk into rounds in which no key comes twice, each in the order of keys: whoever writes the same rows locks them in the same order.
 */
final class KeyOrder<E> {

    private final List<Round<E>> rounds = new ArrayList<>();

    private KeyOrder() {}

    static <E> List<List<E>> rounds(UpsertPlan plan, List<E> rows, SharedSessionContractImplementor session) {
        if (isInOrder(plan, rows, session)) {
            return List.of(rows);
        }
        var order = new KeyOrder<E>();
        for (var row : rows) {
            order.add(new Keyed<>(plan.keyOf(row, session), row));
        }
        return order.rounds.stream().map(Round::sorted).toList();
    }

    /** Whether each key is greater than the last, so that none comes twice. */
    private static boolean isInOrder(UpsertPlan plan, List<?> rows, SharedSessionContractImplementor session) {
        List<Object> last = null;
        for (var row : rows) {
            var key = plan.keyOf(row, session);
            if (key == null || (last != null && Round.compare(last, key) >= 0)) {
                return false;
            }
            last = key;
        }
        return true;
    }

    private void add(Keyed<E> row) {
        for (var round : rounds) {
            if (round.take(row)) {
                return;
            }
        }
        var round = new Round<E>(new HashSet<>(), new ArrayList<>());
        round.take(row);
        rounds.add(round);
    }

    private record Keyed<E>(@Nullable List<Object> key, E row) {}

    private record Round<E>(Set<List<Object>> keys, List<Keyed<E>> rows) {

        boolean take(Keyed<E> row) {
            var isNew = row.key() == null || keys.add(row.key());
            if (isNew) {
                rows.add(row);
            }
            return isNew;
        }

        List<E> sorted() {
            rows.sort(Comparator.comparing(Keyed::key, Comparator.nullsLast(Round::compare)));
            return rows.stream().map(Keyed::row).toList();
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static int compare(List<Object> one, List<Object> other) {
            for (var i = 0; i < one.size(); i++) {
                if (one.get(i) instanceof Comparable value) {
                    var result = value.compareTo(other.get(i));
                    if (result != 0) {
                        return result;
                    }
                }
            }
            return 0;
        }
    }
}
