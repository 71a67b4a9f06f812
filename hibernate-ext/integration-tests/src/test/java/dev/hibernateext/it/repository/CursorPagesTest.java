/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.InvalidCursorException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What pages give beyond their rows, and what they refuse. */
@HibernateExtTest
class CursorPagesTest {

    @Test
    void tellsWhereOtherPagesAre(SessionFactoryScope scope) {
        persist(scope, 5);
        var pages = byTitle(scope);

        var first = read(scope, pages, CursorRequest.first(2));
        assertThat(titles(first)).containsExactly("t0", "t1");
        assertThat(first.previous()).isNull();

        var second = read(scope, pages, CursorRequest.after(Objects.requireNonNull(first.next()), 2));
        assertThat(titles(second)).containsExactly("t2", "t3");

        var third = read(scope, pages, CursorRequest.after(second.cursor(0), 4));
        assertThat(titles(third)).containsExactly("t3", "t4");
        assertThat(third.next()).isNull();

        var before = read(scope, pages, CursorRequest.before(Objects.requireNonNull(third.previous()), 2));
        assertThat(titles(before)).containsExactly("t1", "t2");
        assertThat(titles(read(scope, pages, CursorRequest.last(3)))).containsExactly("t2", "t3", "t4");
    }

    @Test
    void hasNoWayOnWhereNothingIs(SessionFactoryScope scope) {
        var page = read(scope, byTitle(scope), CursorRequest.first(2));

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isNull();
        assertThat(page.previous()).isNull();
    }

    @Test
    void seesNoRowTwiceWhileOthersCome(SessionFactoryScope scope) {
        persist(scope, 20);
        var pages = byTitle(scope);
        var seen = new ArrayList<String>();

        var page = read(scope, pages, CursorRequest.first(3));
        seen.addAll(titles(page));
        for (var token = page.next(); token != null; token = page.next()) {
            var batch = seen.size();
            scope.inTransaction(session -> {
                session.persist(new Volume(new Shelf("a", 1_000 + batch), "a" + batch));
                session.persist(new Volume(new Shelf("z", 1_000 + batch), "t0" + batch));
            });
            page = read(scope, pages, CursorRequest.after(token, 3));
            seen.addAll(titles(page));
        }

        assertThat(seen).doesNotHaveDuplicates().contains("t0", "t1", "t19");
    }

    @Test
    void makesAndReadsTokensOfRowsPagedElsewhere(SessionFactoryScope scope) {
        persist(scope, 5);
        var pages = byTitle(scope);
        var tokens = scope.fromTransaction(pages::tokens);

        var token = tokens.encode(List.of("t2", 2, "b"));

        assertThat(tokens.attributes()).containsExactly("title", "id.number", "id.room");
        assertThat(tokens.decode(token)).containsExactly("t2", 2, "b");
        assertThat(tokens.decodeByName(token))
                .containsExactly(entry("title", "t2"), entry("id.number", 2), entry("id.room", "b"));
        assertThat(tokens.encode(tokens.decodeByName(token))).isEqualTo(token);
        assertThat(titles(read(scope, pages, CursorRequest.after(token, 2)))).containsExactly("t3", "t4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.encode(List.of("t2")))
                .withMessage("A token of [title, id.number, id.room] takes 3 values, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.encode(Map.of("title", "t2", "id.room", "b")))
                .withMessage("A token of [title, id.number, id.room] lacks [id.number]");
    }

    @Test
    void pagesThroughAFilter(SessionFactoryScope scope) {
        persist(scope, 10);
        var filter = Filters.of(scope.factory(), Volume.class)
                .allow("id.number")
                .build()
                .fromTree(Map.of("field", "id.number", "operator", "gte", "value", 4));
        var pages = byTitle(scope);

        var titles = scope.fromTransaction(session -> {
            var first = pages.read(session, CursorRequest.first(4), query -> query.restrict(filter));
            var next = CursorRequest.after(Objects.requireNonNull(first.next()), 4);
            return List.of(titles(first), titles(pages.read(session, next, query -> query.restrict(filter))));
        });

        assertThat(titles).containsExactly(List.of("t4", "t5", "t6", "t7"), List.of("t8", "t9"));
    }

    @Test
    void refusesATokenOfAnotherSort(SessionFactoryScope scope) {
        persist(scope, 3);
        var token = Objects.requireNonNull(
                read(scope, byTitle(scope), CursorRequest.first(1)).next());
        var descending = CursorPages.of(scope.factory(), Volume.class)
                .descending("title")
                .signedWith(new byte[32])
                .build();

        var error = catchThrowableOfType(
                InvalidCursorException.class, () -> read(scope, descending, CursorRequest.after(token, 1)));

        assertThat(error.code()).isEqualTo("page.cursor-stale-sort");
        assertThat(error.status()).isEqualTo(400);
    }

    @Test
    void refusesATokenOfAnotherTenant(SessionFactoryScope scope) {
        persist(scope, 3);
        var pages = byTitle(scope);
        var token = Objects.requireNonNull(
                readAs("acme", scope, pages, CursorRequest.first(1)).next());

        assertThat(titles(readAs("acme", scope, pages, CursorRequest.after(token, 1))))
                .containsExactly("t1");
        assertThatThrownBy(() -> readAs("zenith", scope, pages, CursorRequest.after(token, 1)))
                .isInstanceOfSatisfying(
                        InvalidCursorException.class,
                        error -> assertThat(error.code()).isEqualTo("page.cursor-foreign"));
    }

    @Test
    void refusesToPageByWhatIsNoValue(SessionFactoryScope scope) {
        var builder = CursorPages.of(scope.factory(), Volume.class).signedWith(new byte[32]);

        assertThatThrownBy(() -> builder.ascending("tilte")).isInstanceOf(AttributePathException.class);
        assertThatThrownBy(() -> builder.ascending("marks").build()).isInstanceOf(AttributePathException.class);
    }

    private static CursorPages<Volume> byTitle(SessionFactoryScope scope) {
        return CursorPages.of(scope.factory(), Volume.class)
                .ascending("title")
                .signedWith(new byte[32])
                .build();
    }

    private static CursorPage<Volume> read(
            SessionFactoryScope scope, CursorPages<Volume> pages, CursorRequest request) {
        return scope.fromTransaction(session -> pages.read(session, request, query -> query));
    }

    private static CursorPage<Volume> readAs(
            String tenant, SessionFactoryScope scope, CursorPages<Volume> pages, CursorRequest request) {
        try (var context = Contexts.open(Context.empty().withTenant(new TenantKey(tenant)))) {
            return read(scope, pages, request);
        }
    }

    private static List<String> titles(CursorPage<Volume> page) {
        return page.items().stream().map(volume -> volume.title).toList();
    }

    private static void persist(SessionFactoryScope scope, int count) {
        scope.inTransaction(session -> IntStream.range(0, count)
                .forEach(number -> session.persist(new Volume(new Shelf("b", number), "t" + number))));
    }

    @Embeddable
    record Shelf(String room, int number) {}

    @Entity(name = "Volume")
    static class Volume {

        @EmbeddedId
        Shelf id = new Shelf("", 0);

        String title = "";

        List<String> marks = List.of();

        protected Volume() {}

        Volume(Shelf id, String title) {
            this.id = id;
            this.title = title;
        }
    }
}
