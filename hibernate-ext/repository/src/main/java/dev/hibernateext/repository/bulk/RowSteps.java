/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.id.IdentifierGenerationException;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What a stateless session does with ids and versions before it writes a row. */
record RowSteps(EntityPersister persister) {

    void seedVersion(Object row, @Nullable Object[] state, SharedSessionContractImplementor session) {
        if (persister.isVersioned()) {
            var index = persister.getVersionPropertyIndex();
            var version = state[index];
            if (version == null || (version instanceof Number number && number.longValue() < 0)) {
                state[index] = persister.getVersionGenerator().generate(session, row, version, EventType.INSERT);
                persister.setValue(row, index, state[index]);
            }
        }
    }

    Object idToInsert(Object row, SharedSessionContractImplementor session) {
        var generator = persister.getGenerator();
        if (generator instanceof BeforeExecutionGenerator before
                && generator.generatesOnInsert()
                && generator.generatedBeforeExecution(row, session)) {
            var current = generator.allowAssignedIdentifiers() ? persister.getIdentifier(row, session) : null;
            return generated(row, before, current, session);
        }
        return assigned(row, session);
    }

    /** A row that has an id keeps it. */
    Object idToUpsert(Object row, SharedSessionContractImplementor session) {
        var id = persister.getIdentifier(row, session);
        var isUnsaved = persister.getIdentifierMapping().getUnsavedStrategy().isUnsaved(id);
        return id == null || Boolean.TRUE.equals(isUnsaved) ? idToInsert(row, session) : id;
    }

    private Object generated(
            Object row,
            BeforeExecutionGenerator generator,
            @Nullable Object current,
            SharedSessionContractImplementor session) {
        var id = generator.generate(session, row, current, EventType.INSERT);
        persister.setIdentifier(row, id, session);
        return id;
    }

    private Object assigned(Object row, SharedSessionContractImplementor session) {
        var id = persister.getIdentifier(row, session);
        if (id == null) {
            throw new IdentifierGenerationException(
                    "A row of %s has no id, and nothing generates one.".formatted(persister.getEntityName()));
        }
        return id;
    }
}
