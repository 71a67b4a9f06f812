/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.collection.mutation.RemoveCoordinator;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a collection that became empty, or is written anew, what the session could see in it. Hibernate removes all of
 * the owner's rows with one statement, and with them the links to elements that are hidden.
 */
final class VisibleElementsCoordinator implements RemoveCoordinator {

    private final RemoveCoordinator delegate;
    private final AbstractCollectionPersister persister;
    private volatile @Nullable String statement;

    VisibleElementsCoordinator(RemoveCoordinator delegate, AbstractCollectionPersister persister) {
        this.delegate = delegate;
        this.persister = persister;
    }

    @Override
    public void deleteAllRows(Object key, SharedSessionContractImplementor session) {
        var influencers = session.getLoadQueryInfluencers();
        if (ScopeFlag.PURGE.isOn(influencers) || !ScopeFlag.hidesDeleted(influencers)) {
            delegate.deleteAllRows(key, session);
        } else {
            deleteVisibleRows(key, session);
        }
    }

    private void deleteVisibleRows(Object key, SharedSessionContractImplementor session) {
        var jdbc = session.getJdbcCoordinator();
        var sql = statement();
        jdbc.executeBatch();
        var prepared = jdbc.getMutationStatementPreparer().prepareStatement(sql, false);
        try {
            persister.getKeyType().nullSafeSet(prepared, key, 1, session);
            jdbc.getResultSetReturn().executeUpdate(prepared, sql);
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "could not remove the elements of " + persister.getRole(), sql);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(prepared);
            jdbc.afterStatementExecution();
        }
    }

    /** Columns are known once the factory is built. */
    private String statement() {
        var made = statement;
        if (made == null) {
            made = "%s where %s and %s"
                    .formatted(removal(), allOf(persister.getKeyColumnNames(), " = ?"), elementIsVisible());
            statement = made;
        }
        return made;
    }

    private String removal() {
        return persister.isOneToMany()
                ? "update " + persister.getTableName() + " set "
                        + Arrays.stream(persister.getKeyColumnNames())
                                .map(column -> column + " = null")
                                .collect(Collectors.joining(", "))
                : "delete from " + persister.getTableName();
    }

    private String elementIsVisible() {
        var element = (AbstractEntityPersister) persister.getElementPersister();
        var mark =
                Objects.requireNonNull(RowRules.mark(element)).columns(element).get(0);
        if (persister.isOneToMany() && mark.getContainingTableExpression().equals(persister.getTableName())) {
            return mark.getSelectionExpression() + " is null";
        }
        var links = persister.getElementColumnNames();
        var ids = element.getIdentifierColumnNames();
        var joined = IntStream.range(0, ids.length)
                .mapToObj(i -> "x." + ids[i] + " = " + persister.getTableName() + "." + links[i])
                .collect(Collectors.joining(" and "));
        return "exists (select 1 from %s x where %s and x.%s is null)"
                .formatted(tableOf(element, mark), joined, mark.getSelectionExpression());
    }

    /** Of a union, all tables. */
    private static String tableOf(AbstractEntityPersister element, SelectableMapping mark) {
        return element instanceof UnionSubclassEntityPersister
                ? element.getTableName()
                : mark.getContainingTableExpression();
    }

    private static String allOf(String[] columns, String condition) {
        return Arrays.stream(columns).map(column -> column + condition).collect(Collectors.joining(" and "));
    }

    @Override
    public String getSqlString() {
        return delegate.getSqlString();
    }

    @Override
    public CollectionMutationTarget getMutationTarget() {
        return delegate.getMutationTarget();
    }
}
