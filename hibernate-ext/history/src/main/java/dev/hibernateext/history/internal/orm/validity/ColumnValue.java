/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a column is given or compared with.
 *
 * @param column as it is written into statements
 * @param mapping binds the value
 * @param value as JDBC knows it
 */
record ColumnValue(
        String column, JdbcMapping mapping, @Nullable Object value) {

    static List<ColumnValue> of(ModelPart part, @Nullable Object value, SharedSessionContractImplementor session) {
        var columns = new ArrayList<ColumnValue>();
        part.breakDownJdbcValues(
                value,
                (index, jdbcValue, selectable) -> columns.add(
                        new ColumnValue(selectable.getSelectionExpression(), selectable.getJdbcMapping(), jdbcValue)),
                session);
        return columns;
    }

    /** Of an attribute with one column. */
    static ColumnValue of(
            EntityPersister persister,
            String attribute,
            @Nullable Object value,
            SharedSessionContractImplementor session) {
        return of(Objects.requireNonNull(persister.findAttributeMapping(attribute)), value, session)
                .get(0);
    }

    ColumnValue named(String name) {
        return new ColumnValue(name, mapping, value);
    }

    @SuppressWarnings("unchecked") // of the same mapping
    static void bind(
            JdbcMapping mapping,
            @Nullable Object value,
            PreparedStatement statement,
            int index,
            SharedSessionContractImplementor session)
            throws SQLException {
        mapping.getJdbcValueBinder().bind(statement, value, index, session);
    }
}
