/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import static dev.hibernateext.spring.NoteWork.ADA;
import static dev.hibernateext.spring.NoteWork.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.InvalidCursorException;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cursor tokens for repositories of Spring Data: with pages of ours, and with its own windows. */
@NotesTest
class CursorBridgesTest {

    private static final Specification<Note> SHORT = (root, query, builder) -> builder.lessThan(root.get("pages"), 100);

    private final Notes notes;
    private final EntityManager entityManager;
    private final CursorPages<Note> pages;
    private final JdbcTemplate jdbc;

    CursorBridgesTest(Notes notes, EntityManager entityManager, SessionFactory factory, JdbcTemplate jdbc) {
        this.notes = notes;
        this.entityManager = entityManager;
        this.pages = CursorPages.of(factory, Note.class)
                .ascending("title")
                .signedWith(NoteKeys.cursors())
                .build();
        this.jdbc = jdbc;
    }

    @BeforeEach
    void save() {
        ADA.run(() -> notes.saveAll(IntStream.range(0, 23)
                .mapToObj(i -> new Note("note " + i % 7, i == 0 ? 100 : i))
                .toList()));
    }

    @AfterEach
    void clear() {
        jdbc.update("delete from Note");
    }

    @Test
    void pagesARepositoryByToken() {
        var read = ADA.get(() -> {
            var ids = new ArrayList<Long>();
            var page = notes.findPage(SHORT, CursorRequest.first(5));
            page.items().forEach(note -> ids.add(note.getId()));
            for (var token = page.next(); token != null; token = page.next()) {
                page = notes.findPage(SHORT, CursorRequest.after(token, 5));
                page.items().forEach(note -> ids.add(note.getId()));
            }
            return ids;
        });

        assertThat(read)
                .isEqualTo(ADA.get(() -> notes.findAll(SHORT, Sort.by("title", "id")).stream()
                        .map(Note::getId)
                        .toList()));
        assertThat(read).hasSize(22);
    }

    @Test
    void givesTokensForWindowsOfSpringData() {
        var read = ADA.get(() -> {
            var ids = new ArrayList<Long>();
            var token = scroll(null, ids);
            while (token != null) {
                token = scroll(token, ids);
            }
            return ids;
        });

        assertThat(read).doesNotHaveDuplicates().hasSize(22);
    }

    // tag::spring-window[]
    private @Nullable String scroll(@Nullable String token, List<Long> ids) {
        var tokens = pages.tokens(entityManager);
        var position = token == null ? ScrollPosition.keyset() : ScrollPosition.forward(tokens.decodeByName(token));
        var window = notes.findBy(
                SHORT, query -> query.sortBy(Sort.by("title", "id")).limit(5).scroll(position));
        window.forEach(note -> ids.add(note.getId()));
        if (window.isLast()) {
            return null;
        }
        return tokens.encode(((KeysetScrollPosition) window.positionAt(window.size() - 1)).getKeys());
    }
    // end::spring-window[]

    @Test
    void refusesTheTokenOfAnotherTenant() {
        var token = ADA.get(() -> notes.findPage(SHORT, CursorRequest.first(5)).next());

        var error = catchThrowable(() ->
                STRANGER.run(() -> notes.findPage(SHORT, CursorRequest.after(Objects.requireNonNull(token), 5))));

        // Spring wraps what it has no translation for.
        assertThat(HibernateExtException.findIn(error, InvalidCursorException.class))
                .isNotNull();
    }
}
