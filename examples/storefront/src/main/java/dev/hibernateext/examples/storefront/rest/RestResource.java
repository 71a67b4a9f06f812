/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.examples.storefront.shop.ShopRow;
import dev.hibernateext.repository.RowQuery;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One entity over HTTP, as the data provider {@code simple-rest} of Refine asks for it. Which shop it is for is known before a method is
 * called, so none of them mentions it.
 *
 * @param <E> the entity
 * @param <V> what is shown of it
 */
public abstract class RestResource<E extends ShopRow, V> {

    private static final String TOTAL = "X-Total-Count";

    private final RestWork work;
    private final RestTable<E> table;
    private final Function<E, V> view;

    protected RestResource(RestWork work, RestTable<E> table, Function<E, V> view) {
        this.work = work;
        this.table = table;
        this.view = view;
    }

    protected final RestWork work() {
        return work;
    }

    @GetMapping
    public ResponseEntity<List<V>> list(HttpServletRequest request) {
        var asked = table.read(request.getQueryString());
        return work.read(entities -> page(table.query(entities, asked), asked.window()));
    }

    private ResponseEntity<List<V>> page(RowQuery<E> query, Window asked) {
        var rows = asked.size() == 0
                ? List.<E>of()
                : query.offset(asked.start()).limit(asked.size()).all();
        return listed(rows.stream().map(view).toList(), query.count());
    }

    /** A list with its total, which scripts of other origins may read. */
    protected static <T> ResponseEntity<List<T>> listed(List<T> rows, long total) {
        return ResponseEntity.ok()
                .header(TOTAL, Long.toString(total))
                .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, TOTAL + ", " + HttpHeaders.ETAG)
                .body(rows);
    }

    @GetMapping("/{id}")
    public ResponseEntity<V> one(@PathVariable("id") long id) {
        return work.read(entities -> shown(entities, HttpStatus.OK, table.get(entities, id)));
    }

    @PostMapping
    public ResponseEntity<V> create(@RequestBody Map<String, @Nullable Object> body) {
        return work.write(entities -> {
            var row = table.rows(entities).insert(table.create(entities, body));
            entities.flush();
            return shown(entities, HttpStatus.CREATED, row);
        });
    }

    @PatchMapping("/{id}")
    public ResponseEntity<V> change(
            @PathVariable("id") long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String condition,
            @RequestBody Map<String, @Nullable Object> body) {
        return update(id, required(condition), body);
    }

    @PutMapping("/{id}")
    public ResponseEntity<V> replace(
            @PathVariable("id") long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String condition,
            @RequestBody Map<String, @Nullable Object> body) {
        return update(id, required(condition), table.whole(body));
    }

    private static IfMatch required(@Nullable String condition) {
        if (condition == null) {
            throw RequestProblem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "condition-missing",
                    "Send the ETag of the row you have seen as If-Match.");
        }
        return IfMatch.parse(condition);
    }

    private ResponseEntity<V> update(long id, IfMatch condition, Map<String, @Nullable Object> body) {
        try {
            return work.write(entities -> {
                var change = table.change(entities, body);
                var row = table.rows(entities).update(id, ExpectedVersion.from(condition), change);
                return shown(entities, HttpStatus.OK, row);
            });
        } catch (VersionConflictException conflict) {
            throw new StaleRow<>(work, table.entity(), id, conflict)
                    .problem(condition, entities -> table.change(entities, body));
        }
    }

    @DeleteMapping("/{id}")
    public V delete(
            @PathVariable("id") long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String condition) {
        var expected = condition == null ? ExpectedVersion.any() : ExpectedVersion.from(IfMatch.parse(condition));
        return work.write(entities -> {
            var seen = view.apply(table.get(entities, id));
            table.rows(entities).delete(id, expected);
            return seen;
        });
    }

    /** A row with its tag; the tag covers the row itself, which is what clients change. */
    protected final ResponseEntity<V> shown(EntityManager entities, HttpStatus status, E row) {
        var answer = ResponseEntity.status(status).eTag(Etag.of(entities, row).format());
        if (status == HttpStatus.CREATED) {
            answer.location(ServletUriComponentsBuilder.fromCurrentRequestUri()
                    .path("/{id}")
                    .build(row.getId()));
        }
        return answer.header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG)
                .body(view.apply(row));
    }
}
