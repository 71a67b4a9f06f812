/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.SynchronizeableQuery;

/**
 * The rows of a collection that one of its ends refers to. HQL has no name for such a table, so the statements are native;
 * they name the table they change.
 *
 * @param table the table
 * @param columns those that hold the identifier
 * @param part takes the identifier apart
 * @param emptied whether the rows belong to entities, which lose the reference only
 */
record CollectionTable(String table, List<SelectableMapping> columns, ModelPart part, boolean emptied) {

    /** The rows that belong to an owner. */
    static CollectionTable ofOwner(CollectionPersister collection) {
        var key = collection.getAttributeMapping().getKeyDescriptor().getKeyPart();
        return new CollectionTable(collection.getTableName(), columns(key), key, collection.isOneToMany());
    }

    /** The rows that link to an element. */
    static CollectionTable ofElement(CollectionPersister collection) {
        var element = (EntityValuedModelPart) collection.getAttributeMapping().getElementDescriptor();
        var id = element.getEntityMappingType().getIdentifierMapping();
        return new CollectionTable(collection.getTableName(), columns(element), id, false);
    }

    private static List<SelectableMapping> columns(ModelPart part) {
        var columns = new ArrayList<SelectableMapping>();
        part.forEachSelectable((index, column) -> columns.add(column));
        return columns;
    }

    /** Children whose reference cannot be emptied are gone already, or keep their parent. */
    boolean isRemovable() {
        return !emptied || columns.stream().allMatch(SelectableMapping::isNullable);
    }

    long remove(List<Object> ids, Session session) {
        var verb = emptied ? "update %s set %s".formatted(table, emptying()) : "delete from " + table;
        var query =
                session.createNativeMutationQuery(verb + " where " + condition().text(ids.size()));
        ((SynchronizeableQuery) query).addSynchronizedQuerySpace(table);
        condition().bind(ids, session, query::setParameter);
        return query.executeUpdate();
    }

    private String emptying() {
        return columns.stream()
                .map(column -> column.getSelectionExpression() + " = null")
                .collect(Collectors.joining(", "));
    }

    long count(List<Object> ids, Session session) {
        return count(
                condition().text(ids.size()), session, query -> condition().bind(ids, session, query::setParameter));
    }

    /** Without the rows whose other end is among others. */
    long count(List<Object> ids, CollectionTable other, List<Object> others, Session session) {
        var used = condition().parameterCount(ids.size());
        var text = "%s and not (%s)"
                .formatted(condition().text(ids.size()), other.condition().text(used, others.size()));
        return count(text, session, query -> {
            condition().bind(ids, session, query::setParameter);
            other.condition()
                    .bind(others, session, (position, value, type) -> query.setParameter(used + position, value, type));
        });
    }

    private long count(String condition, Session session, Consumer<NativeQuery<Long>> binding) {
        if (emptied) {
            return 0;
        }
        var query =
                session.createNativeQuery("select count(*) from %s where %s".formatted(table, condition), Long.class);
        query.addSynchronizedQuerySpace(table);
        binding.accept(query);
        return query.getSingleResult();
    }

    /** The rows that hold identifiers. */
    KeyCondition condition() {
        return new KeyCondition(
                columns.stream().map(SelectableMapping::getSelectionExpression).toList(), part);
    }
}
