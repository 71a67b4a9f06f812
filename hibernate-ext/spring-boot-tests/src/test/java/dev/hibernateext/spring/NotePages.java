/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorRequest;
import org.springframework.data.jpa.domain.Specification;

/** Pages by cursor for a repository of Spring Data. */
interface NotePages {

    CursorPage<Note> findPage(Specification<Note> specification, CursorRequest request);
}
