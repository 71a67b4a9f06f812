/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.softdelete.internal.ArchiveModel;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;

/**
 * Deleted rows that are kept apart from the others: moved from their tables to archive tables, and back to the trash.
 *
 * <pre>{@code
 * var archive = Archive.of(session, Artist.class);
 * archive.archiveOlderThan(Duration.ofDays(365), PurgeOptions.defaults());
 * var set = archive.findByRow(id);                     // where the artist is now
 * archive.restore(set.archiveId());                    // in the trash again
 * Trash.of(session, Artist.class).restore(id);         // and there again
 * }</pre>
 *
 * <p><b>Which rows.</b> As for a {@linkplain Trash purge}: deleted rows with all deleted rows below them, and the rows of their
 * collection and link tables. Rows that others refer to stay. Rows of one call, or of one batch, are a <em>set</em> with an id
 * of its own, and come back together. Where the elements of a collection hold the reference to an owner that is archived
 * ({@code @OneToMany} with {@code @JoinColumn}), elements that are not archived with it lose that reference.
 *
 * <p><b>Where to.</b> Each table has an archive beside it, {@code <table>_archive}, with the same columns without constraints
 * and {@code archive_id} and {@code archived_at}. {@link #schema} gives the statements that create them; with the setting
 * {@link dev.hibernateext.core.CoreSettings#SOFT_DELETE_ARCHIVE_TABLES} they are part of the schema Hibernate manages. A column added to a table later
 * must be added to its archive. From there, a set can be moved on {@linkplain #exportTo to a file} and
 * {@linkplain #importFrom back}.
 *
 * <p><b>How it writes.</b> Copy and delete are statements of one transaction, so that a row is in one of the two places at any
 * time, whatever fails. Listeners and hooks see the statements, as for a purge.
 *
 * <p>In a session of a tenant, the sets of that tenant only are seen. Good for as long as the session, and for its thread.
 *
 * @param <E> the entity
 */
public final class Archive<E> {

    private final TrashSession session;
    private final TrashEntity entity;
    private final ArchiveModel model;

    private Archive(SharedSessionContractImplementor session, Class<E> type) {
        this.session = TrashSession.of(session);
        this.entity = TrashEntity.of(type, session.getFactory());
        this.model = ArchiveModel.of(FactoryState.of(session.getFactory()));
    }

    /**
     * The archive of an entity in a session.
     *
     * @param session an open session; a proxy of a container is unwrapped
     * @param type the entity, the root of a hierarchy or a subclass
     * @param <E> the entity
     * @return the archive
     * @throws NotSoftDeletableException if the type is no soft-deletable entity
     */
    public static <E> Archive<E> of(Session session, Class<E> type) {
        return of((EntityManager) session, type);
    }

    /**
     * The archive of an entity in the session behind an entity manager.
     *
     * @param entityManager an open entity manager of Hibernate; a proxy of a container is unwrapped
     * @param type the entity, the root of a hierarchy or a subclass
     * @param <E> the entity
     * @return the archive
     * @throws NotSoftDeletableException if the type is no soft-deletable entity
     */
    public static <E> Archive<E> of(EntityManager entityManager, Class<E> type) {
        return new Archive<>(entityManager.unwrap(SessionImplementor.class), type);
    }

    /**
     * The archive of an entity in a stateless session.
     *
     * @param session an open stateless session
     * @param type the entity, the root of a hierarchy or a subclass
     * @param <E> the entity
     * @return the archive
     * @throws NotSoftDeletableException if the type is no soft-deletable entity
     * @throws dev.hibernateext.core.ForeignSessionException if the session is none of Hibernate's
     */
    public static <E> Archive<E> of(StatelessSession session, Class<E> type) {
        return new Archive<>(((SessionState) HibernateExt.of(session)).session(), type);
    }

    /**
     * The statements that create the archive tables of all soft-deletable entities, with an index each, for the factory's
     * database.
     *
     * @param factory an open session factory
     * @return statements without delimiters; the same mappings give the same statements
     */
    public static List<String> schema(SessionFactory factory) {
        return ArchiveModel.of(FactoryState.of(factory)).schema();
    }

    /**
     * Moves deleted rows and all deleted rows below them to the archive, in the transaction of the session.
     *
     * @param ids their identifiers
     * @return the new set
     * @throws NotInTrashException if one of them is not in the trash
     * @throws StillReferencedException if another row refers to one of them
     * @throws ArchiveException if an archive table is missing
     */
    public ArchivedSet archive(Collection<?> ids) {
        return session.in(ScopeFlag.PURGE, child -> {
            var keeper = new ArchiveKeeper(child);
            var purge = new Purge(child, keeper);
            var set = purge.rowsOf(entity, ids);
            purge.purge(set);
            new ManagedRows(session.parent()).evict(set);
            return keeper.archived();
        });
    }

    /**
     * Moves what was deleted long ago to the archive, the oldest first, in batches of which each is a set. Rows that others
     * refer to stay and are counted.
     *
     * <p>In a transaction, all batches belong to it. Outside of one, each batch is a transaction of its own; a failure then leaves
     * what was archived before.
     *
     * @param age how long ago, by the clock of the session factory; not negative
     * @param options batch size, dry run, progress, cancelling
     * @return what was moved, or would be
     * @throws ArchiveException if an archive table is missing
     */
    public PurgeResult archiveOlderThan(Duration age, PurgeOptions options) {
        return new OldRows(session, entity, options, child -> new Purge(child, new ArchiveKeeper(child))).purge(age);
    }

    /**
     * The sets with rows of the entity, those archived last first.
     *
     * @param page which of them
     * @return the sets
     * @throws ArchiveException if an archive table is missing
     */
    public List<ArchivedSet> list(Page page) {
        session.flush();
        return listing().list(page);
    }

    /**
     * The set a row is in.
     *
     * @param id the identifier of the row
     * @return the set, or null if the row is not archived
     * @throws ArchiveException if an archive table is missing
     */
    public @Nullable ArchivedSet findByRow(Object id) {
        session.flush();
        return listing().withRow(id);
    }

    /**
     * Moves all rows of a set back to their tables, where they are in the trash, in the transaction of the session.
     *
     * @param archiveId the set
     * @return what was moved
     * @throws ArchiveException if there is no such set with rows of the entity, or another row has the identifier of one of its
     *     rows
     * @throws org.hibernate.exception.ConstraintViolationException if a row the set refers to is gone, or a constraint forbids
     *     one of its rows
     */
    public ArchivedSet restore(UUID archiveId) {
        session.flush();
        var set = setOf(archiveId);
        new ArchiveRows(session.parent(), model, set).moveBack();
        return set;
    }

    /**
     * Moves all rows of a set from the archive tables to a file of JSON Lines, {@code <archiveId>.jsonl}, whose format is in the
     * guide. The file is complete and on the disk before the rows are deleted in the transaction of the session: if that does
     * not commit, the set is in both places, and the file can be written anew, or imported without effect. Only its owner can
     * read the file, where the file system knows owners.
     *
     * @param archiveId the set
     * @param directory where the file is written, on a file system that can rename files atomically
     * @return the file
     * @throws ArchiveException if there is no such set with rows of the entity, a value would not be the same when read, or the
     *     file system refuses
     */
    public Path exportTo(UUID archiveId, Path directory) {
        session.flush();
        var set = setOf(archiveId);
        var tables = model.tablesWithRoots();
        tables.keySet().removeIf(table -> !set.rowsByTable().containsKey(table.name()));
        var file = new ArchiveFileWriter(session.parent(), set).write(directory, entity.root(), tables);
        new ArchiveRows(session.parent(), model, set).remove();
        return file;
    }

    /**
     * Copies the set of a file to the archive tables, from where it can be restored; nothing if it is there already. The file
     * stays: delete it after the commit.
     *
     * @param file one that {@link #exportTo} has written for this entity
     * @return the set
     * @throws ArchiveException if the file is something else, is damaged or incomplete, has tables or columns the mappings do not
     *     have or rows of another tenant, or cannot be read
     */
    public ArchivedSet importFrom(Path file) {
        session.flush();
        try (var reader = new ArchiveFileReader(file)) {
            var set = reader.header(entity.root());
            var known = listing().get(set.archiveId());
            return known != null ? known : reader.insert(set, session.parent(), model.tablesWithRoots());
        }
    }

    private ArchivedSet setOf(UUID archiveId) {
        var set = listing().get(archiveId);
        if (set == null) {
            throw ArchiveException.unknown(entity.persister().getEntityName(), archiveId);
        }
        return set;
    }

    private ArchiveListing listing() {
        return new ArchiveListing(session.parent(), model, entity.root());
    }
}
