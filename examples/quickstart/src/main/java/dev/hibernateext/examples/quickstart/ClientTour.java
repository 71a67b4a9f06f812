/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.examples.quickstart.store.Track;
import dev.hibernateext.repository.filter.InvalidFilterException;
import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.InvalidCursorException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.SessionFactory;

/** Asks as a web client would, with a filter document and by cursor. */
final class ClientTour {

    private static final String FILTER = """
            [{"field": "name", "operator": "contains", "value": "love"},
             {"field": "album.artist.name", "operator": "in",
              "value": ["U2", "Led Zeppelin"]}]""";

    private static final String SORT =
            "[{\"field\": \"unitPrice\", \"order\": \"desc\"}, {\"field\": \"name\", \"order\": \"asc\"}]";

    private static final String FORBIDDEN = FILTER.replace("\"name\"", "\"password\"");

    private static final int PAGE = 500;

    private static final int SHOWN = 3;

    private final CatalogueSearch search;
    private final SqlLog sql;
    private final Report report;

    ClientTour(SessionFactory sessions, SqlLog sql, Report report) {
        this.search = new CatalogueSearch(sessions, SecureRandom.getSeed(32));
        this.sql = sql;
        this.report = report;
    }

    void walk() {
        find();
        pageThrough();
    }

    private void find() {
        report.section("A web client searches the catalogue by a filter document");
        FILTER.lines().forEach(line -> report.line("%s", line));
        sql.take();
        var found = search.find(FILTER, SORT);
        report.statements(sql.take());
        report.line("Found     %d tracks, such as", found.size());
        found.stream().limit(SHOWN).forEach(track -> report.line("%-40.40s %s", track.getName(), track.getUnitPrice()));
        try {
            search.find(FORBIDDEN, SORT);
            throw new IllegalStateException("A field that is not allowed was searched.");
        } catch (InvalidFilterException e) {
            report.line("Asking for the field 'password': %s at %s", e.code(), e.pointer());
        }
    }

    private void pageThrough() {
        report.section("It pages through all tracks by cursor, sorted by genre and name");
        sql.take();
        var ids = new HashSet<Integer>();
        var page = search.page(CursorRequest.first(PAGE));
        var first = Objects.requireNonNull(page.next());
        var pages = 1;
        var read = collect(page, ids);
        while (page.next() != null) {
            page = search.page(CursorRequest.after(Objects.requireNonNull(page.next()), PAGE));
            pages++;
            read += collect(page, ids);
        }
        report.line(
                "Read      %d tracks on %d pages, each track %s",
                read, pages, ids.size() == read ? "once" : "not once");
        report.count(sql.take());
        refuse(first);
    }

    private static int collect(CursorPage<Track> page, Set<Integer> ids) {
        page.items().forEach(track -> ids.add(track.getId()));
        return page.items().size();
    }

    private void refuse(String token) {
        try {
            search.page(CursorRequest.after(changed(token), PAGE));
            throw new IllegalStateException("A changed token was read.");
        } catch (InvalidCursorException e) {
            report.line("A changed token: %s", e.code());
        }
    }

    private static String changed(String token) {
        var middle = token.length() / 2;
        var other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }
}
