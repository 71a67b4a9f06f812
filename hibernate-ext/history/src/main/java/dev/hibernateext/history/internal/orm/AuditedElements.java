/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.Map;
import java.util.Objects;
import org.hibernate.envers.RevisionType;

/**
 * A collection whose elements Envers keeps in a table of their own.
 *
 * @param entity the owner, or a superclass of it
 * @param path of the collection
 * @param owned where its elements are kept
 * @param parts how they are kept
 */
record AuditedElements(AuditedEntity entity, String path, AuditedType.OwnedElements owned, ElementParts parts)
        implements RecordedElements {

    @Override
    public boolean isOf(RecordedType type) {
        var other = ((AuditedType) type).collections().get(path);
        return other != null && other.entity().equals(owned.entity());
    }

    @Override
    public String join(String row, String alias) {
        return " join %s %s on %s".formatted(owned.entity(), alias, entity.isOwner(row, owned, alias));
    }

    @Override
    public String joinNone(String row, String alias) {
        return " left join %s %s on 1 = 0".formatted(owned.entity(), alias);
    }

    @Override
    public String number(String alias) {
        return entity.number(alias);
    }

    @Override
    public String selection(String alias) {
        return alias;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public ElementChange change(Object[] selected, int from) {
        var config = entity.envers().getConfig();
        // of embeddables, what was done is part of the id
        var values = ElementParts.values((Map<?, ?>) selected[from], config.getOriginalIdPropertyName());
        var position = parts.position();
        return new ElementChange(
                path,
                entity.revisions().numberOf(values.get(config.getRevisionFieldName())),
                values.get(config.getRevisionTypePropertyName()) == RevisionType.DEL,
                position == null ? null : Objects.requireNonNull(values.get(position)),
                parts.value().apply(values));
    }
}
