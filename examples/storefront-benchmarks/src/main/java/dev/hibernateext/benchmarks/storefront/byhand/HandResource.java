/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lists of one entity.
 *
 * @param <E> the entity
 * @param <V> what is shown of it
 */
abstract class HandResource<E extends HandRow, V> {

    private static final String TOTAL = "X-Total-Count";

    private final HandRows<E> rows;
    private final List<String> fields;
    private final List<String> fetched;
    private final Function<E, V> view;

    HandResource(HandRows<E> rows, List<String> fields, List<String> fetched, Function<E, V> view) {
        this.rows = rows;
        this.fields = fields;
        this.fetched = fetched;
        this.view = view;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public ResponseEntity<List<V>> list(
            @RequestParam(name = "_start", defaultValue = "0") int start,
            @RequestParam(name = "_end", defaultValue = "1000") int end,
            @RequestParam Map<String, String> parameters) {
        var size = end - start;
        var page = rows.findAll(new HandQuery<>(fields, fetched, parameters), PageRequest.of(start / size, size));
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(page.getTotalElements()))
                .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, TOTAL + ", " + HttpHeaders.ETAG)
                .body(page.getContent().stream().map(view).toList());
    }
}
