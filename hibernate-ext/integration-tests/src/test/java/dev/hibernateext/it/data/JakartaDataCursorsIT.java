/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.CursorTokens;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens for a repository of Jakarta Data: with pages of ours, and with its own. */
@HibernateExtTest(
        entities = Song.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class JakartaDataCursorsIT {

    private static final Order<Song> BY_TITLE = Order.by(Sort.asc("title"), Sort.asc("id"));

    private final SessionFactoryScope scope;
    private final CursorPages<Song> pages;

    JakartaDataCursorsIT(SessionFactoryScope scope) {
        this.scope = scope;
        this.pages = CursorPages.of(scope.factory(), Song.class)
                .ascending("title")
                .signedWith(new byte[32])
                .build();
    }

    @BeforeEach
    void insert() {
        scope.inStatelessTransaction(session -> {
            var songs = SongsOverSession.of(session);
            songs.insert(IntStream.range(0, 23)
                    .mapToObj(id -> new Song(id, "song " + id % 7))
                    .toList());
            songs.delete(songs.readPage(pages, CursorRequest.first(1)).items().get(0));
        });
    }

    @Test
    void pagesARepositoryByToken() {
        var ids = scope.fromStatelessTransaction(session -> {
            var songs = SongsOverSession.of(session);
            var read = new ArrayList<Integer>();
            var page = songs.readPage(pages, CursorRequest.first(5));
            page.items().forEach(song -> read.add(song.id));
            for (var token = page.next(); token != null; token = page.next()) {
                page = songs.readPage(pages, CursorRequest.after(token, 5));
                page.items().forEach(song -> read.add(song.id));
            }
            return read;
        });

        assertThat(ids).isEqualTo(sorted());
    }

    @Test
    void givesTokensForCursoredPages() {
        var ids = scope.fromStatelessTransaction(session -> {
            var read = new ArrayList<Integer>();
            var token = read(SongsOverSession.of(session), pages.tokens(session), null, read);
            while (token != null) {
                token = read(SongsOverSession.of(session), pages.tokens(session), token, read);
            }
            return read;
        });

        assertThat(ids).isEqualTo(sorted());
    }

    // tag::data-tokens[]
    private static @Nullable String read(Songs songs, CursorTokens tokens, @Nullable String token, List<Integer> ids) {
        var request = PageRequest.ofSize(5);
        var page = songs.all(
                token == null
                        ? request
                        : request.afterCursor(
                                PageRequest.Cursor.forKey(tokens.decode(token).toArray())),
                BY_TITLE);
        page.forEach(song -> ids.add(song.id));
        return page.hasNext()
                ? tokens.encode(page.cursor(page.numberOfElements() - 1).elements())
                : null;
    }
    // end::data-tokens[]

    private List<Integer> sorted() {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select s.id from Song s order by s.title, s.id", Integer.class)
                        .getResultList());
    }
}
