/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import java.util.Objects;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/** In which form a key is selected, sorted and compared, so that the database sorts it as it compares it. */
sealed interface KeyForm {

    /** Null if values of the mapping, as far as it is known, have no order, or one that ends somewhere within long values. */
    static @Nullable KeyForm of(@Nullable JdbcMapping mapping, Dialect dialect) {
        if (mapping == null) {
            return new Plain();
        }
        var type = mapping.getJdbcType();
        var isMySql = dialect instanceof MySQLDialect;
        if (!hasOrder(type) || type.isLob() || (isMySql && type.isLobOrLong())) {
            return null;
        }
        if (isMySql && mapping.getMappedJavaType().getJavaTypeClass() == Float.class) {
            return new Single();
        }
        return isMySql && type.getDefaultSqlTypeCode() == SqlTypes.ENUM ? new Name(mapping) : new Plain();
    }

    private static boolean hasOrder(JdbcType type) {
        return type.isComparable()
                || type.isBinary()
                || type.isDuration()
                || type.getDefaultSqlTypeCode() == SqlTypes.INET;
    }

    default Expression<?> selected(Path<?> path) {
        return path;
    }

    default Expression<?> sorted(Path<?> path, HibernateCriteriaBuilder builder) {
        return path;
    }

    /** The attribute's value for what was selected. */
    default Object read(Object selected) {
        return selected;
    }

    /** The comparison of the key with a value of the attribute, for equality. */
    Expression<Boolean> equal(Path<?> path, Object value, HibernateCriteriaBuilder builder);

    /** As it is mapped. */
    record Plain() implements KeyForm {

        @Override
        public Expression<Boolean> equal(Path<?> path, Object value, HibernateCriteriaBuilder builder) {
            return builder.equal(path, value);
        }
    }

    /**
     * MariaDB compares a FLOAT with a number as a DOUBLE, so that 0.1 is more than 0.1, and sends six digits of it. As a DOUBLE it
     * is whole, and is compared with the double that is the same number.
     */
    record Single() implements KeyForm {

        @Override
        public Expression<?> selected(Path<?> path) {
            return ((JpaExpression<?>) path).cast(Double.class);
        }

        @Override
        public Object read(Object selected) {
            return ((Double) selected).floatValue();
        }

        @Override
        public Expression<Boolean> equal(Path<?> path, Object value, HibernateCriteriaBuilder builder) {
            return builder.equal(path, builder.value(((Float) value).doubleValue()));
        }
    }

    /** MariaDB sorts ENUM columns by position and compares them with texts by name; whether the column is one, the mapping does not tell. */
    record Name(JdbcMapping mapping) implements KeyForm {

        @Override
        public Expression<?> sorted(Path<?> path, HibernateCriteriaBuilder builder) {
            return builder.sql("cast(? as char)", String.class, path);
        }

        @Override
        public Expression<Boolean> equal(Path<?> path, Object value, HibernateCriteriaBuilder builder) {
            var relational = Objects.requireNonNull(mapping.convertToRelationalValue(value));
            var name = relational instanceof Enum<?> constant ? constant.name() : relational.toString();
            return builder.equal(sorted(path, builder), name);
        }
    }
}
