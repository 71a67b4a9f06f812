/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import dev.hibernateext.core.lock.AttributeDiff;
import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.ThreeWayDiff;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.examples.storefront.shop.ShopRow;
import dev.hibernateext.spring.boot.web.Problems;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponseException;

/**
 * Answers somebody whose row was changed meanwhile with all three states: what they have seen, which is in the history, what they want, and
 * what the row holds now.
 *
 * @param work reads in transactions of its own, as that of the write has failed
 * @param entity the entity
 * @param id the row
 * @param conflict what was refused
 * @param <E> the entity
 */
record StaleRow<E extends ShopRow>(RestWork work, Class<E> entity, long id, VersionConflictException conflict) {

    /** A history hands out one instance of a state to a session, and two are needed: to keep and to change. */
    ErrorResponseException problem(IfMatch seen, Function<EntityManager, Consumer<E>> change) {
        var base = work.read(entities -> new SeenState<>(entities, entity, id).find(seen));
        return work.read(entities -> {
            var mine = new SeenState<>(entities, entity, id).find(seen);
            mine.ifPresent(change.apply(entities));
            return problem(entities, diff(entities, base, mine));
        });
    }

    /** Without a base that is known, everything that differs is in conflict. */
    private @Nullable ThreeWayDiff<?> diff(EntityManager entities, Optional<E> base, Optional<E> mine) {
        return base.isPresent() && mine.isPresent()
                ? OptimisticLocking.of(entities).diff(base.get(), mine.get())
                : conflict.diff();
    }

    private ErrorResponseException problem(EntityManager entities, @Nullable ThreeWayDiff<?> diff) {
        var problem = Problems.of(conflict);
        problem.setProperty("changedBy", conflict.changedBy());
        problem.setProperty("changedAt", conflict.changedAt());
        problem.setProperty("baseKnown", diff != null && diff.isBaseKnown());
        problem.setProperty("conflicts", diff == null ? List.of() : paths(diff.conflicts()));
        problem.setProperty("attributes", diff == null ? List.of() : attributes(diff));
        var current = entities.find(entity, id);
        if (current != null) {
            problem.setProperty("etag", Etag.of(entities, current).format());
        }
        return new ErrorResponseException(HttpStatusCode.valueOf(conflict.status()), problem, null);
    }

    private static List<String> paths(List<AttributeDiff> diffs) {
        return diffs.stream().map(AttributeDiff::path).toList();
    }

    private static List<Map<String, @Nullable Object>> attributes(ThreeWayDiff<?> diff) {
        return diff.attributes().stream()
                .filter(AttributeDiff.OfValue.class::isInstance)
                .map(attribute -> attribute((AttributeDiff.OfValue) attribute))
                .toList();
    }

    private static Map<String, @Nullable Object> attribute(AttributeDiff.OfValue diff) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("attribute", diff.path());
        shown.put("verdict", diff.verdict().name());
        shown.put("base", diff.base());
        shown.put("mine", diff.mine());
        shown.put("theirs", diff.theirs());
        return shown;
    }
}
