/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface Notes extends JpaRepository<Note, Long>, JpaSpecificationExecutor<Note>, NotePages, NoteImports {

    List<Note> findByTitle(String title);

    Page<Note> findByPagesGreaterThan(int pages, Pageable pageable);

    @Query("select n from Note n where n.pages > ?1")
    List<Note> longerThan(int pages);

    @Transactional
    long deleteByTitle(String title);

    @Transactional
    @Modifying
    @Query("delete from Note n where n.title = ?1")
    int discard(String title);

    @Transactional
    @Modifying
    @Query("update Note n set n.pages = n.pages + 1 where n.title = ?1")
    int grow(String title);
}
