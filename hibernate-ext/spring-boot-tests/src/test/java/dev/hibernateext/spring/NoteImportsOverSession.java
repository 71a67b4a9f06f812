/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.FailurePolicy;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;

@Transactional
class NoteImportsOverSession implements NoteImports {

    private final EntityManager entityManager;

    NoteImportsOverSession(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public BulkReport<Note> importAll(List<Note> notes) {
        return Repository.of(entityManager, Note.class).insertAll(notes, BulkOptions.onFailure(FailurePolicy.BISECT));
    }
}
