/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rows of the session's tenant by their identifiers, whatever else hides them from queries. An identifier with the tenant in
 * it tells by itself.
 */
final class OwnRowLookup {

    private static final int MOST = 1024;

    /** Of identifiers of several columns, which are compared one by one. */
    private static final int MOST_COMPOSITE = 256;

    private final SharedSessionContractImplementor session;
    private final AbstractEntityPersister target;
    private final TenantSlots.Slot slot;

    OwnRowLookup(SharedSessionContractImplementor session, EntityPersister target, TenantSlots slots) {
        this.session = session;
        this.target = (AbstractEntityPersister) target;
        this.slot = Objects.requireNonNull(slots.of(target));
    }

    /** Which of different rows are there; those with composite identifiers are only if all are. */
    Collection<EntityKey> among(List<EntityKey> keys) {
        if (slot.attribute().identifier()) {
            var tenant = SessionTenant.of(session, slot.attribute().type());
            return keys.stream()
                    .filter(key -> tenant.equals(TenantSlots.tenantIn(slot.attribute(), target, key.getIdentifier())))
                    .toList();
        }
        var most = isBasic() ? MOST : MOST_COMPOSITE;
        var found = new ArrayList<EntityKey>();
        for (int from = 0; from < keys.size(); from += most) {
            found.addAll(look(keys.subList(from, Math.min(keys.size(), from + most))));
        }
        return found;
    }

    private boolean isBasic() {
        return target.getIdentifierMapping() instanceof BasicEntityIdentifierMapping;
    }

    private Collection<EntityKey> look(List<EntityKey> keys) {
        var padded = new ArrayList<>(keys);
        padded.addAll(Collections.nCopies(ceilingOfTwo(keys.size()) - keys.size(), keys.get(keys.size() - 1)));
        var sql = sql(padded.size());
        var jdbc = session.getJdbcCoordinator();
        var statement = jdbc.getStatementPreparer().prepareQueryStatement(sql, false, null);
        try {
            bind(statement, padded);
            var rows = jdbc.getResultSetReturn().extract(statement, sql);
            return isBasic() ? named(rows, keys) : counted(rows, keys);
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "could not look for rows of " + target.getEntityName(), sql);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(statement);
            jdbc.afterStatementExecution();
        }
    }

    /* The database may think identifiers the same that are not equal here. */
    private Collection<EntityKey> named(ResultSet rows, List<EntityKey> keys) throws SQLException {
        var mapping = target.getIdentifierMapping().getSingleJdbcMapping();
        var found = new HashSet<@Nullable Object>();
        while (rows.next()) {
            found.add(
                    mapping.convertToDomainValue(mapping.getJdbcValueExtractor().extract(rows, 1, session)));
        }
        return found.size() == keys.size()
                ? keys
                : keys.stream()
                        .filter(key -> found.contains(key.getIdentifier()))
                        .toList();
    }

    private static Collection<EntityKey> counted(ResultSet rows, List<EntityKey> keys) throws SQLException {
        rows.next();
        return rows.getLong(1) == keys.size() ? keys : List.of();
    }

    /* Few different statements for any number of rows. */
    private static int ceilingOfTwo(int size) {
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    private String sql(int size) {
        var table = target instanceof UnionSubclassEntityPersister
                ? target.getTableName()
                : target.getIdentifierTableName();
        var columns = new ArrayList<String>();
        target.getIdentifierMapping()
                .forEachSelectable((index, column) -> columns.add(column.getSelectionExpression()));
        var found = isBasic() ? "own." + columns.get(0) : "count(*)";
        return "select %s from %s own where own.%s=? and %s"
                .formatted(found, table, slot.attribute().column(), isOneOf(columns, size));
    }

    private static String isOneOf(List<String> columns, int size) {
        if (columns.size() == 1) {
            return "own." + columns.get(0) + " in (" + String.join(",", Collections.nCopies(size, "?")) + ")";
        }
        var row = columns.stream().map(column -> "own." + column + "=?").collect(Collectors.joining(" and "));
        return "(" + String.join(" or ", Collections.nCopies(size, "(" + row + ")")) + ")";
    }

    private void bind(PreparedStatement statement, List<EntityKey> keys) throws SQLException {
        var binding = new Binding(statement);
        var tenant = SessionTenant.of(session, slot.attribute().type());
        var mapping = slot.mapping(target);
        binding.next(mapping.convertToRelationalValue(tenant), mapping);
        for (var key : keys) {
            target.getIdentifierMapping()
                    .breakDownJdbcValues(
                            key.getIdentifier(),
                            (index, value, column) -> binding.next(value, column.getJdbcMapping()),
                            session);
        }
        binding.rethrow();
    }

    /** Parameters in their order. */
    private final class Binding {

        private final PreparedStatement statement;
        private int position;
        private @Nullable SQLException failure;

        Binding(PreparedStatement statement) {
            this.statement = statement;
        }

        @SuppressWarnings("unchecked")
        void next(Object value, JdbcMapping mapping) {
            position++;
            try {
                mapping.getJdbcValueBinder().bind(statement, value, position, session);
            } catch (SQLException e) {
                failure = e;
            }
        }

        void rethrow() throws SQLException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
