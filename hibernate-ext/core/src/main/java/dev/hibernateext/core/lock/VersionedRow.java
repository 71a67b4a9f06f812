/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.internal.CurrentRow;
import dev.hibernateext.core.lock.internal.VersionAttribute;
import dev.hibernateext.core.lock.internal.VersionTag;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A row and what is expected of its version.
 *
 * @param persister the entity
 * @param id the row
 * @param expected what is expected, or null where nobody stated it
 * @param session the session that works on it
 */
record VersionedRow(
        EntityPersister persister,
        Object id,
        @Nullable ExpectedVersion expected,
        SharedSessionContractImplementor session) {

    /** The row with nothing expected of it. */
    VersionedRow withoutExpectation() {
        return new VersionedRow(persister, id, null, session);
    }

    String entityName() {
        return persister.getEntityName();
    }

    /** Whether an entity read for this row has the expected version. */
    boolean isFulfilledBy(Object entity) {
        return expected instanceof ExpectedVersion.Any || isExpected(VersionAttribute.of(entity, persister, session));
    }

    /** Whether a version is the expected one. */
    boolean isExpected(@Nullable Object version) {
        var attribute = VersionAttribute.of(persister);
        if (attribute == null) {
            throw NotVersionedException.of(entityName());
        }
        if (version == null) {
            return false;
        }
        if (expected instanceof ExpectedVersion.Tagged tagged) {
            return tagged.condition().matches(new Etag(VersionTag.of(persister, id, version, session), false));
        }
        return expected instanceof ExpectedVersion.Exactly exactly && same(attribute, exactly.version(), version);
    }

    private boolean same(VersionAttribute attribute, Object wanted, Object version) {
        if (!attribute.accepts(wanted)) {
            throw VersionTypeException.of(entityName(), wanted.getClass(), attribute.type());
        }
        return attribute.same(wanted, version);
    }

    CurrentRow read(CurrentRow.Request request) {
        return CurrentRow.read(persister, id, session, request);
    }
}
