/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.stream.Collectors.groupingBy;

import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.history.internal.orm.validity.RevisionTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.work.DelWorkUnit;
import org.jspecify.annotations.Nullable;

/** What statements of one transaction changed. It is written when Envers writes: a constant number of statements for each chunk of an entity. */
final class RowBatch {

    private final EnversService envers;
    private final Function<String, AuditCopy> copies;
    private List<RowUnit> units = new ArrayList<>();

    RowBatch(EnversService envers, Function<String, AuditCopy> copies) {
        this.envers = envers;
        this.copies = copies;
    }

    void add(RowUnit unit) {
        units.add(unit);
    }

    /** Writes all that is to be recorded so far. */
    void write(SharedSessionContractImplementor session, Object revision) {
        var pending = units.stream()
                .filter(unit -> unit.change() != null && !unit.isPerformed())
                .toList();
        units = new ArrayList<>();
        if (!pending.isEmpty()) {
            flush(session);
            pending.stream()
                    .collect(groupingBy(
                            unit -> unit.key().entity(), LinkedHashMap::new, java.util.stream.Collectors.toList()))
                    .forEach((entity, rows) -> new Writing(session, copies.apply(entity), revision).writeAll(rows));
            pending.forEach(RowUnit::written);
        }
    }

    /** The row of the revision has to be there before those that refer to it. */
    private static void flush(SharedSessionContractImplementor session) {
        if (session instanceof SessionImplementor stateful) {
            stateful.flush();
        }
        session.getJdbcCoordinator().executeBatch();
    }

    /** Removes what was written, since it is to be written anew. */
    void undo(SharedSessionContractImplementor session, RowUnit unit) {
        var copy = copies.apply(unit.key().entity());
        var process = envers.getAuditProcessManager().get(session);
        new Writing(session, copy, process.getCurrentRevisionData(session, false))
                .remove(List.of(unit.key().id()));
    }

    private final class Writing {

        private final SharedSessionContractImplementor session;
        private final AuditCopy copy;
        private final Object revision;
        private final Object number;

        Writing(SharedSessionContractImplementor session, AuditCopy copy, Object revision) {
            this.session = session;
            this.copy = copy;
            this.revision = revision;
            this.number = Objects.requireNonNull(copy.revision().getIdentifier(revision, session));
        }

        void writeAll(List<RowUnit> rows) {
            for (int from = 0; from < rows.size(); from += RowTables.CHUNK) {
                write(rows.subList(from, Math.min(rows.size(), from + RowTables.CHUNK)));
            }
        }

        private void write(List<RowUnit> chunk) {
            byChange(chunk).forEach((change, rows) -> {
                endEarlier(ids(rows));
                if (change == RowChange.DELETE) {
                    insertDeleted(rows);
                } else {
                    insert(change, ids(rows));
                }
            });
        }

        private Map<RowChange, List<RowUnit>> byChange(List<RowUnit> chunk) {
            var present = present(chunk);
            var groups = new EnumMap<RowChange, List<RowUnit>>(RowChange.class);
            for (var unit : chunk) {
                var change = changeOf(unit)
                        .resolved(present.contains(parts(unit.key().id())));
                if (change != null) {
                    groups.computeIfAbsent(change, key -> new ArrayList<>()).add(unit);
                }
            }
            return groups;
        }

        private static RowChange changeOf(RowUnit unit) {
            return Objects.requireNonNull(unit.change());
        }

        /** Of rows of which it matters, those that were there before. */
        private Set<List<Object>> present(List<RowUnit> chunk) {
            var asked =
                    ids(chunk.stream().filter(unit -> changeOf(unit).isOpen()).toList());
            var found = new HashSet<List<Object>>();
            if (!asked.isEmpty()) {
                var type = copy.entity().getIdentifierType();
                new AuditSql(copy.present(asked.size()), session)
                        .read(parameters -> parameters.addAll(asked, type), row -> found.add(columns(row)));
            }
            return found;
        }

        private List<Object> columns(java.sql.ResultSet row) throws java.sql.SQLException {
            var values = new ArrayList<Object>();
            var mapping = copy.entity().getIdentifierMapping();
            for (int part = 0; part < mapping.getJdbcTypeCount(); part++) {
                values.add(mapping.getJdbcMapping(part).getJdbcValueExtractor().extract(row, part + 1, session));
            }
            return values;
        }

        private List<Object> parts(Object id) {
            var values = new ArrayList<Object>();
            copy.entity()
                    .getIdentifierMapping()
                    .forEachJdbcValue(id, (index, value, mapping) -> values.add(value), session);
            return values;
        }

        private void endEarlier(List<Object> ids) {
            var time = copy.keepsTimeOfEnd();
            var sql = copy.end(time, ids.size());
            if (sql != null) {
                var type = copy.revision().getIdentifierType();
                new AuditSql(sql, session).execute(parameters -> {
                    parameters.add(number, type);
                    if (time) {
                        parameters.add(
                                RevisionTime.ofEnd(revision, copy.revision(), envers.getConfig()),
                                copy.typeOfEndTime());
                    }
                    parameters.addAll(ids, copy.entity().getIdentifierType());
                    parameters.add(number, type);
                });
            }
        }

        private void insert(RowChange change, List<Object> ids) {
            for (var sql : copy.inserts(change, ids.size())) {
                execute(sql, ids);
            }
        }

        void remove(List<Object> ids) {
            copy.removals(ids.size()).forEach(sql -> execute(sql, ids));
        }

        private void execute(String sql, List<Object> ids) {
            new AuditSql(sql, session).execute(parameters -> {
                parameters.add(number, copy.revision().getIdentifierType());
                parameters.addAll(ids, copy.entity().getIdentifierType());
            });
        }

        /** There is nothing to copy any more: Envers makes the rows, and they are sent as one batch for each table. The owner of the connection says how large. */
        private void insertDeleted(List<RowUnit> rows) {
            var owner = (SharedSessionContract) session.getJdbcCoordinator().getJdbcSessionOwner();
            var size = owner.getJdbcBatchSize();
            owner.setJdbcBatchSize(RowTables.CHUNK);
            try (var child = ChildSessions.of(session).openStateless(session)) {
                rows.forEach(unit -> child.insert(copy.audit().getEntityName(), deleted(unit)));
                session.getJdbcCoordinator().executeBatch();
            } finally {
                owner.setJdbcBatchSize(size);
            }
        }

        private Map<String, Object> deleted(RowUnit unit) {
            var deletion = unit.deletion();
            if (deletion != null) {
                return deletion.generateData(revision);
            }
            Object @Nullable [] known = unit.deleted();
            var state = known == null ? new Object[copy.entity().getPropertyNames().length] : known;
            var key = unit.key();
            return new DelWorkUnit(session, key.entity(), envers, key.id(), copy.entity(), state)
                    .generateData(revision);
        }

        private static List<Object> ids(List<RowUnit> rows) {
            return rows.stream().map(unit -> unit.key().id()).toList();
        }
    }
}
