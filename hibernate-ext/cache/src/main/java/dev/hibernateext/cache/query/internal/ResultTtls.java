/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.internal.Problems;
import dev.hibernateext.cache.query.ResultCacheException;
import dev.hibernateext.cache.query.ResultWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How long results are used whose queries do not say it themselves, by patterns of their keys. Immutable. */
public final class ResultTtls {

    static final ResultTtls NONE = new ResultTtls(List.of());

    private final List<Declared> declared;

    private ResultTtls(List<Declared> declared) {
        this.declared = declared;
    }

    private record Declared(KeyPattern pattern, Duration ttl) {}

    /**
     * Those that are declared.
     *
     * @param ttls by pattern
     * @throws ResultCacheException if patterns or times cannot be read, of all of them
     */
    public static ResultTtls of(Map<String, Supplier<Duration>> ttls) {
        var declared = new ArrayList<Declared>();
        var problems = new Problems();
        ttls.forEach((pattern, ttl) -> {
            var parsed = problems.collect(() -> KeyPattern.of(pattern));
            var duration = problems.collect(ttl);
            parsed.ifPresent(keys -> duration.ifPresent(time -> declared.add(new Declared(keys, time))));
        });
        if (!problems.found().isEmpty()) {
            throw ResultCacheException.settings(problems.found());
        }
        return new ResultTtls(declared);
    }

    /** What a query asks for, with the shortest of the times for its key if it says none. */
    ResultWish applyTo(ResultWish wish) {
        var key = wish.key();
        if (declared.isEmpty() || key == null || wish.ttl() != null || wish.adaptive() != null) {
            return wish;
        }
        return declared.stream()
                .filter(each -> each.pattern().matches(key))
                .map(Declared::ttl)
                .min(Comparator.naturalOrder())
                .map(ttl -> new ResultWish(ttl, null, key, wish.tags()))
                .orElse(wish);
    }
}
