/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import jakarta.persistence.metamodel.PluralAttribute;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * A row that tells of an element of a collection, and ends the one before it if there is one.
 *
 * @param entity the owner's name
 * @param property the collection
 * @param change of the element
 * @param end of the row before
 */
record ElementRow(String entity, String property, PersistentCollectionChangeData change, RevisionEnd end) {

    void addTo(ValidityEnds ends) {
        var audit = end.persister(change.getEntityName());
        var identifier = identifier(audit);
        var table = RowIdentifier.rootTable(audit);
        var key = identifier.owner(table, end.session());
        if (key.stream().anyMatch(column -> column.value() == null)) {
            return;
        }
        if (isValuePartOfKey()) {
            key.addAll(value(audit));
        }
        var rows = new EndedRows(table.getTableName(), end.assigned(audit), identifier.began(table, end), null, false);
        ends.add(EndedRow.of(rows, key), end);
    }

    private RowIdentifier identifier(EntityPersister audit) {
        var configuration = end.configuration();
        return new RowIdentifier(
                audit,
                (Map<?, ?>) Objects.requireNonNull(change.getData().get(configuration.getOriginalIdPropertyName())),
                Set.of(
                        configuration.getRevisionFieldName(),
                        configuration.getRevisionTypePropertyName(),
                        configuration.getEmbeddableSetOrdinalPropertyName()));
    }

    private List<ColumnValue> value(EntityPersister audit) {
        var columns = new ArrayList<ColumnValue>();
        audit.forEachAttributeMapping(attribute -> {
            if (change.getData().containsKey(attribute.getAttributeName())) {
                columns.addAll(
                        ColumnValue.of(attribute, change.getData().get(attribute.getAttributeName()), end.session()));
            }
        });
        return columns;
    }

    /** Envers finds elements that are embeddables, and long texts of maps, by what they contain. */
    private boolean isValuePartOfKey() {
        if (!(end.persister(entity).findByPath(property) instanceof PluralAttributeMapping plural)) {
            return false;
        }
        var element = plural.getElementDescriptor();
        return element instanceof EmbeddableValuedModelPart
                || (isMap(plural)
                        && element instanceof BasicValuedModelPart basic
                        && isLongText(basic.getJdbcMapping()));
    }

    private static boolean isMap(PluralAttributeMapping plural) {
        return plural.getMappedType()
                        .getCollectionSemantics()
                        .getCollectionClassification()
                        .toJpaClassification()
                == PluralAttribute.CollectionType.MAP;
    }

    private static boolean isLongText(JdbcMapping mapping) {
        var code = mapping.getJdbcType().getDdlTypeCode();
        return mapping.getJavaTypeDescriptor().getJavaTypeClass() == String.class
                && (code == Types.CLOB || code == Types.NCLOB);
    }
}
