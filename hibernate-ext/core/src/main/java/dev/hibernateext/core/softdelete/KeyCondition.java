/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.type.BasicType;

/**
 * The condition of a native statement that columns hold one of many identifiers, whose parameters begin with the first.
 *
 * @param names the columns
 * @param part takes an identifier apart
 */
record KeyCondition(List<String> names, ModelPart part) {

    String text(int count) {
        return text(0, count);
    }

    /** With parameters behind as many others. */
    String text(int others, int count) {
        var width = names.size();
        if (width == 1) {
            return names.get(0) + " in (" + parameters(others, count) + ")";
        }
        return IntStream.range(0, count)
                .mapToObj(row -> IntStream.range(0, width)
                        .mapToObj(column -> names.get(column) + " = ?" + (others + row * width + column + 1))
                        .collect(Collectors.joining(" and ", "(", ")")))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** How many parameters the condition has. */
    int parameterCount(int count) {
        return count * names.size();
    }

    private static String parameters(int others, int count) {
        return IntStream.range(others, others + count)
                .mapToObj(index -> "?" + (index + 1))
                .collect(Collectors.joining(", "));
    }

    void bind(List<Object> ids, SharedSessionContract session, Binding binding) {
        var implementor = (SharedSessionContractImplementor) session;
        var position = new int[] {1};
        ids.forEach(id -> part.forEachJdbcValue(
                id,
                (index, value, mapping) -> binding.bind(position[0]++, value, relationalType(mapping, implementor)),
                implementor));
    }

    /** The values are converted already. */
    @SuppressWarnings("unchecked")
    private static BasicType<Object> relationalType(JdbcMapping mapping, SharedSessionContractImplementor session) {
        return (BasicType<Object>) session.getFactory()
                .getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(mapping.getJdbcJavaType(), mapping.getJdbcType());
    }

    interface Binding {
        void bind(int position, Object value, BasicType<Object> type);
    }
}
