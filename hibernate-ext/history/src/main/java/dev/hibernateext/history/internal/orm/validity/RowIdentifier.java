/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.persister.entity.mutation.EntityTableMapping.KeyMapping;

/**
 * The identifier of a row of history: whose it is and since which revision.
 *
 * @param audit the entity of rows
 * @param parts the values of its parts by name
 * @param ignored parts that do not tell whose a row is
 */
record RowIdentifier(EntityPersister audit, Map<?, ?> parts, Set<String> ignored) {

    /** The columns of a table that tell whose a row is; a part without a value has a value of null. */
    List<ColumnValue> owner(EntityTableMapping table, SharedSessionContractImplementor session) {
        var columns = new ArrayList<ColumnValue>();
        var position = 0;
        for (var attribute : attributes()) {
            if (!ignored.contains(attribute.getAttributeName())) {
                var found = ColumnValue.of(attribute, parts.get(attribute.getAttributeName()), session);
                for (var i = 0; i < found.size(); i++) {
                    columns.add(found.get(i).named(name(table, position + i)));
                }
            }
            position += attribute.getJdbcTypeCount();
        }
        return columns;
    }

    /** The column of a table with the revision, and its number. */
    ColumnValue began(EntityTableMapping table, RevisionEnd end) {
        var position = 0;
        for (var attribute : attributes()) {
            if (attribute.getAttributeName().equals(end.configuration().getRevisionFieldName())) {
                return new ColumnValue(
                        name(table, position), attribute.getSelectable(0).getJdbcMapping(), end.number());
            }
            position += attribute.getJdbcTypeCount();
        }
        throw new IllegalStateException("No revision in the identifier of " + audit.getEntityName());
    }

    private List<AttributeMapping> attributes() {
        var attributes = new ArrayList<AttributeMapping>();
        ((EmbeddableValuedModelPart) audit.getIdentifierMapping())
                .getEmbeddableTypeDescriptor()
                .forEachAttributeMapping(attribute -> attributes.add(attribute));
        return attributes;
    }

    private static String name(EntityTableMapping table, int position) {
        return ((KeyMapping) table.getKeyDetails()).getKeyColumn(position).getColumnName();
    }

    static EntityTableMapping rootTable(EntityPersister audit) {
        return ((AbstractEntityPersister) audit).getIdentifierTableMapping();
    }

    /** The table of a subclass that is joined. */
    static EntityTableMapping ownTable(EntityPersister audit) {
        var name = audit.getMappedTableDetails().getTableName();
        for (var table : ((AbstractEntityPersister) audit).getTableMappings()) {
            if (Objects.equals(table.getTableName(), name)) {
                return table;
            }
        }
        throw new IllegalStateException("No table " + name + " of " + audit.getEntityName());
    }
}
