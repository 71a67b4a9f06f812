/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.examples.quickstart.store.Track;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import java.util.List;
import org.hibernate.SessionFactory;

/** What a web client may ask of the tracks. */
final class CatalogueSearch {

    private final SessionFactory sessions;
    private final Filters<Track> filters;
    private final CursorPages<Track> pages;

    CatalogueSearch(SessionFactory sessions, byte[] key) {
        this.sessions = sessions;
        this.filters = Filters.of(sessions, Track.class)
                .allow("name", "unitPrice", "album.artist.name")
                .build();
        this.pages = CursorPages.of(sessions, Track.class)
                .ascending("genre.name")
                .ascending("name")
                .signedWith(key)
                .build();
    }

    List<Track> find(String filter, String sort) {
        return sessions.fromSession(session -> Repository.of(session, Track.class)
                .where(filters.fromJson(filter))
                .sort(filters.sortFromJson(sort))
                .all());
    }

    CursorPage<Track> page(CursorRequest request) {
        return sessions.fromSession(session -> pages.read(session, request, query -> query));
    }
}
