/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.transaction.annotation.Transactional;

// tag::spring-pages[]
@Transactional(readOnly = true)
class NotePagesOverSession implements NotePages {

    private final EntityManager entityManager;
    private final CursorPages<Note> pages;

    NotePagesOverSession(EntityManager entityManager) {
        var factory = entityManager.getEntityManagerFactory().unwrap(SessionFactory.class);
        this.entityManager = entityManager;
        this.pages = CursorPages.of(factory, Note.class)
                .ascending("title")
                .signedWith(NoteKeys.cursors())
                .build();
    }

    @Override
    public CursorPage<Note> findPage(Specification<Note> specification, CursorRequest request) {
        return pages.read(
                entityManager,
                request,
                query -> query.augment((builder, criteria, root) ->
                        criteria.where(specification.toPredicate(root, criteria, builder))));
    }
}
// end::spring-pages[]
