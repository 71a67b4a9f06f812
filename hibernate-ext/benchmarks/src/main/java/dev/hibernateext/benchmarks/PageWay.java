/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorPagesBuilder;
import dev.hibernateext.repository.page.CursorRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.Order;

/** Ways of reading the page behind a number of rows, each in a sort that has an index. */
enum PageWay {

    /** The library. */
    ASCENDING("CursorPages, ascending") {
        @Override
        Function<Session, List<Moment>> reader(SessionFactory factory, int depth) {
            var pages = pages(factory, builder -> builder.ascending("taken"));
            return cursor(pages, CursorRequest.after(token(factory, pages, depth), SIZE));
        }
    },

    /** The library, to the same page from the one behind it. */
    BACKWARD("CursorPages, ascending, backward") {
        @Override
        Function<Session, List<Moment>> reader(SessionFactory factory, int depth) {
            var pages = pages(factory, builder -> builder.ascending("taken"));
            return cursor(pages, CursorRequest.before(token(factory, pages, depth + SIZE + 1), SIZE));
        }
    },

    /** The library. */
    DESCENDING("CursorPages, descending") {
        @Override
        Function<Session, List<Moment>> reader(SessionFactory factory, int depth) {
            var pages = pages(factory, builder -> builder.descending("taken"));
            return cursor(pages, CursorRequest.after(token(factory, pages, firstId(depth) + 1), SIZE));
        }

        @Override
        int firstId(int depth) {
            return DepthMeter.ROWS - depth;
        }
    },

    /** The library, one key up and one down. */
    MIXED("CursorPages, mixed") {
        @Override
        Function<Session, List<Moment>> reader(SessionFactory factory, int depth) {
            var pages = pages(factory, builder -> builder.ascending("taken").descending("id"));
            return cursor(pages, CursorRequest.after(token(factory, pages, firstId(depth) + 1), SIZE));
        }

        /** The highest id of those together comes first, and there is no id 0: the row before is the first of its kind. */
        @Override
        int firstId(int depth) {
            return depth + Moment.ROWS_TOGETHER - 2;
        }
    },

    /** Hibernate's pages by key. */
    KEYED("Hibernate's KeyedPage, ascending") {
        @Override
        Function<Session, List<Moment>> reader(SessionFactory factory, int depth) {
            var page = org.hibernate.query.Page.first(SIZE)
                    .keyedBy(List.of(Order.asc(Moment.class, "taken"), Order.asc(Moment.class, "id")))
                    .nextPage(List.of(Moment.taken(depth), depth));
            return session -> session.createSelectionQuery("from Moment", Moment.class)
                    .getKeyedResultList(page)
                    .getResultList();
        }
    },

    /** Rows skipped by the database. */
    OFFSET("HQL with offset, ascending") {
        @Override
        Function<Session, List<Moment>> reader(SessionFactory factory, int depth) {
            return session -> session.createSelectionQuery("from Moment m order by m.taken, m.id", Moment.class)
                    .setFirstResult(depth)
                    .setMaxResults(SIZE)
                    .getResultList();
        }
    };

    static final int SIZE = 20;

    private final String title;

    PageWay(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What reads the page, prepared as far as an application would keep it. */
    abstract Function<Session, List<Moment>> reader(SessionFactory factory, int depth);

    /** The first row of the page. */
    int firstId(int depth) {
        return depth + 1;
    }

    private static CursorPages<Moment> pages(SessionFactory factory, UnaryOperator<CursorPagesBuilder<Moment>> sort) {
        return sort.apply(CursorPages.of(factory, Moment.class).signedWith(new byte[32]))
                .build();
    }

    private static String token(SessionFactory factory, CursorPages<Moment> pages, int id) {
        return factory.fromSession(session -> pages.tokens(session).encode(List.of(Moment.taken(id), id)));
    }

    /** Makes the token of the next page too, as for a client. */
    private static Function<Session, List<Moment>> cursor(CursorPages<Moment> pages, CursorRequest request) {
        return session -> {
            var page = pages.read(session, request, query -> query);
            if (page.next() == null) {
                throw new IllegalStateException("There are rows behind every page that is measured.");
            }
            return page.items();
        };
    }
}
