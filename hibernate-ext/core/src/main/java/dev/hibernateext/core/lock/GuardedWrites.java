/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.internal.CurrentRow;
import dev.hibernateext.core.lock.internal.EntityImage;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads and writes that check a version before, and translate Hibernate's own check after. */
record GuardedWrites(LockSession session) {

    <E> E get(Class<E> type, Object id, ExpectedVersion expected, @Nullable Consumer<Object> change) {
        var row = new VersionedRow(persister(type), id, expected, session.session());
        var held = session.holds(row.persister(), id);
        var entity = session.find(type, id);
        if (entity == null) {
            throw EntityMissingException.of(row.entityName(), id);
        }
        if (!row.isFulfilledBy(Hibernate.unproxy(entity))) {
            refreshOrRefuse(row, entity, held, change);
        }
        return entity;
    }

    /** What was found may come from the cache: the row decides, unless the session has held the entity before. */
    private void refreshOrRefuse(VersionedRow row, Object entity, boolean held, @Nullable Consumer<Object> change) {
        var current = row.read(CurrentRow.Request.applying(change));
        if (held || !(current instanceof CurrentRow.Present present) || !row.isExpected(present.version())) {
            var mine = current instanceof CurrentRow.Present present ? present.mine() : null;
            throw Conflict.of(row, current, null, mine).toException(null);
        }
        session.refresh(entity, LockMode.NONE);
    }

    @SuppressWarnings("unchecked") // the copy of the row is an E
    <E> E update(Class<E> type, Object id, ExpectedVersion expected, Consumer<? super E> change) {
        var entity = get(type, id, expected, copy -> change.accept((E) copy));
        var target = Hibernate.unproxy(entity);
        var persister = session.session().getEntityPersister(null, target);
        var base = session.baseOf(target, persister);
        var version = session.versionOf(target, persister);
        change.accept(entity);
        guarded(
                new VersionedRow(persister, id, expected, session.session()),
                version,
                new Refused(target, base),
                () -> session.update(target, persister, version));
        return entity;
    }

    void remove(Class<?> type, Object id, ExpectedVersion expected) {
        var target = Hibernate.unproxy(get(type, id, expected, null));
        var row = new VersionedRow(persister(target.getClass()), id, expected, session.session());
        guarded(row, session.versionOf(target, row.persister()), null, () -> session.remove(target));
    }

    void check(Object entity, ExpectedVersion expected) {
        var target = Hibernate.unproxy(entity);
        var persister = session.session().getEntityPersister(null, target);
        var id = Objects.requireNonNull(persister.getIdentifier(target, session.session()), "the id of the entity");
        var row = new VersionedRow(persister, id, expected, session.session());
        if (!row.isFulfilledBy(target)) {
            throw Conflict.of(row, row.read(CurrentRow.Request.plain()), null, null)
                    .toException(null);
        }
    }

    /** The change a stale write refuses. */
    record Refused(Object entity, LockSession.Base base) {}

    void guarded(VersionedRow row, @Nullable Object version, @Nullable Refused refused, Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            if (!StaleWrite.isCauseOf(e)) {
                throw e;
            }
            throw isAbout(row, e) ? conflict(row, version, refused, e) : translated(e);
        }
    }

    /** A flush writes other entities too. */
    private boolean isAbout(VersionedRow row, RuntimeException error) {
        var stale = StaleWrite.rowOf(error, session.session());
        return stale == null
                || (stale.persister().getRootEntityName().equals(row.persister().getRootEntityName())
                        && row.persister().getIdentifierType().isEqual(stale.id(), row.id()));
    }

    private VersionConflictException conflict(
            VersionedRow row, @Nullable Object version, @Nullable Refused refused, RuntimeException cause) {
        var current = row.read(CurrentRow.Request.unlike(version));
        var base = refused == null ? null : refused.base().image();
        var mine = refused == null ? null : EntityImage.of(refused.entity(), row.persister(), session.session());
        return Conflict.of(row, current, base, mine).toException(cause);
    }

    private RuntimeException translated(RuntimeException error) {
        var conflict = StaleWrite.translate(error, session.session());
        return conflict == null ? error : conflict;
    }

    private EntityPersister persister(Class<?> type) {
        return session.session().getFactory().getMappingMetamodel().getEntityDescriptor(type);
    }
}
