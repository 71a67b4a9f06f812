/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.history.internal.orm.ElementChange;
import dev.hibernateext.history.internal.orm.RecordedElements;
import dev.hibernateext.history.internal.orm.RecordedType;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.Objects;
import org.hibernate.audit.ModificationType;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * A collection with a log of its elements. In a session that sees all changesets, a join of it meets all rows of its log.
 *
 * @param entity whose history is read
 * @param type the owner: the entity or a subclass
 * @param path of the collection
 * @param mapping of the collection
 */
record LoggedElements(LoggedEntity entity, LoggedType type, String path, PluralAttributeMapping mapping)
        implements RecordedElements {

    /** Not where keys are attributes of elements or entities, nor where elements have the reference. */
    static boolean areReadable(PluralAttributeMapping mapping) {
        var collection = mapping.getCollectionDescriptor();
        return !collection.isOneToMany()
                && !collection.isInverse()
                && (!collection.hasIndex()
                        || (mapping.getIndexDescriptor() instanceof BasicValuedModelPart && isInTable(mapping)));
    }

    private static boolean isInTable(PluralAttributeMapping mapping) {
        var table = LoggedAttributes.tableOf(mapping);
        return Objects.requireNonNull(mapping.getIndexDescriptor())
                .getSelectable(0)
                .getContainingTableExpression()
                .equals(table);
    }

    @Override
    public boolean isOf(RecordedType recorded) {
        var other = ((LoggedType) recorded).plurals().get(path);
        return other != null && other.getNavigableRole().equals(mapping.getNavigableRole());
    }

    @Override
    public String join(String owner, String alias) {
        return " join %s %s".formatted(joined(owner), alias);
    }

    @Override
    public String joinNone(String owner, String alias) {
        return " left join %s %s on 1 = 0".formatted(joined(owner), alias);
    }

    @Override
    public String number(String alias) {
        return column(ElementColumnFunction.REVISION, alias);
    }

    private String joined(String owner) {
        return type == entity.own() ? owner + '.' + path : "treat(%s as %s).%s".formatted(owner, type.entity(), path);
    }

    private static String column(String function, String alias) {
        return function + '(' + alias + ')';
    }

    @Override
    public String selection(String alias) {
        return String.join(
                ", ",
                number(alias),
                column(ElementColumnFunction.OPERATION, alias),
                position(alias),
                mapping.getElementDescriptor() instanceof EntityValuedModelPart ? "id(" + alias + ')' : alias);
    }

    private String position(String alias) {
        if (!collection().hasIndex()) {
            return "1";
        }
        return (isMap() ? "key(" : "index(") + alias + ')';
    }

    private boolean isMap() {
        return mapping.getMappedType()
                        .getCollectionSemantics()
                        .getCollectionClassification()
                        .toJpaClassification()
                == PluralAttribute.CollectionType.MAP;
    }

    private CollectionPersister collection() {
        return mapping.getCollectionDescriptor();
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public ElementChange change(Object[] selected, int from) {
        return new ElementChange(
                path,
                ((Number) selected[from]).longValue(),
                selected[from + 1] == ModificationType.DEL,
                collection().hasIndex() ? selected[from + 2] : null,
                selected[from + 3]);
    }
}
