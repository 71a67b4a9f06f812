/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.internal.CurrentRow;
import dev.hibernateext.core.lock.internal.EntityImage;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/** Compares an entity with its row, and combines both. */
record RowMerge(LockSession session) {

    <E> ThreeWayDiff<E> diff(@Nullable E base, E mine) {
        var side = side(base, mine);
        return compare(side, currentImage(side, LockMode.NONE));
    }

    <E> MergeResult<E> merge(@Nullable E base, E mine) {
        var side = side(base, mine);
        return isManaged(side) ? mergeManaged(side, mine) : mergeDetached(side, mine);
    }

    /** Locked, so that the row that was compared is the one that is read again, at repeatable read as well. */
    private <E> MergeResult<E> mergeManaged(Side side, E mine) {
        ThreeWayDiff<E> diff = compare(side, currentImage(side, LockMode.PESSIMISTIC_WRITE));
        if (!diff.isMergeable()) {
            return new MergeResult.Conflicting<>(diff);
        }
        session.refresh(side.entity, LockMode.PESSIMISTIC_WRITE);
        write(side, side.entity, diff);
        return new MergeResult.Merged<>(mine, diff);
    }

    @SuppressWarnings("unchecked") // the row is of the entity's class
    private <E> MergeResult<E> mergeDetached(Side side, E mine) {
        var found = session.find(mine.getClass(), side.id);
        if (found == null) {
            throw EntityMissingException.of(side.persister.getEntityName(), side.id);
        }
        var target = (E) Hibernate.unproxy(found);
        fetchCollections(side, target);
        ThreeWayDiff<E> diff = compare(side, EntityImage.of(target, side.persister, session.session()));
        if (!diff.isMergeable()) {
            return new MergeResult.Conflicting<>(diff);
        }
        write(side, target, diff);
        return new MergeResult.Merged<>(target, diff);
    }

    private void write(Side side, Object target, ThreeWayDiff<?> diff) {
        var row = new VersionedRow(side.persister, side.id, null, session.session());
        var version = session.versionOf(target, side.persister);
        var base = session.baseOf(target, side.persister);
        new AttributeTransfer(session, side.persister, side.mine).apply(target, diff);
        new GuardedWrites(session)
                .guarded(
                        row,
                        version,
                        new GuardedWrites.Refused(target, base),
                        () -> session.update(target, side.persister, version));
    }

    private static <E> ThreeWayDiff<E> compare(Side side, EntityImage theirs) {
        return new ImageComparison(side.base, side.mine, theirs).diff(side.persister);
    }

    private EntityImage currentImage(Side side, LockMode lock) {
        var current = CurrentRow.read(side.persister, side.id, session.session(), CurrentRow.Request.locking(lock));
        if (current instanceof CurrentRow.Present present) {
            return present.theirs();
        }
        if (current instanceof CurrentRow.Unreadable unreadable && unreadable.reason() != null) {
            throw unreadable.reason();
        }
        throw EntityMissingException.of(side.persister.getEntityName(), side.id);
    }

    /** What is loaded on one side only cannot be compared. */
    private void fetchCollections(Side side, Object target) {
        var names = side.persister.getPropertyNames();
        var types = side.persister.getPropertyTypes();
        for (var i = 0; i < names.length; i++) {
            var collection = types[i] instanceof CollectionType ? side.persister.getValue(target, i) : null;
            if (collection != null && side.mine.attributes().containsKey(names[i])) {
                session.fetch(collection);
            }
        }
    }

    private boolean isManaged(Side side) {
        return !session.session().isStateless()
                && session.session().getPersistenceContextInternal().isEntryFor(side.entity);
    }

    private Side side(@Nullable Object base, Object mine) {
        var entity = Hibernate.unproxy(mine);
        var persister = session.session().getEntityPersister(null, entity);
        var id = Objects.requireNonNull(persister.getIdentifier(entity, session.session()), "the id of the entity");
        var start = base == null
                ? EntityImage.ofLoadedState(entity, persister, session.session())
                : EntityImage.of(Hibernate.unproxy(base), persister, session.session());
        return new Side(entity, persister, id, start, EntityImage.of(entity, persister, session.session()));
    }

    /** The side that wants to write. */
    private record Side(
            Object entity,
            EntityPersister persister,
            Object id,
            @Nullable EntityImage base,
            EntityImage mine) {}
}
