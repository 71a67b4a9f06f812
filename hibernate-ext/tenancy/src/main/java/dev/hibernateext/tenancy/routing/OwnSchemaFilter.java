/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.mixins.SharedAmongTenants;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/** Chooses what belongs in the schema of a tenant: everything that is mapped to no schema. */
final class OwnSchemaFilter implements SchemaFilterProvider, SchemaFilter {

    static void requireSchemaOfShared(Metadata metadata) {
        var homeless = metadata.getEntityBindings().stream()
                .filter(OwnSchemaFilter::isSharedWithoutSchema)
                .map(PersistentClass::getEntityName)
                .sorted()
                .toList();
        if (!homeless.isEmpty()) {
            throw TenancyConfigurationException.sharedWithoutSchema(homeless);
        }
    }

    private static boolean isSharedWithoutSchema(PersistentClass entity) {
        var type = entity.getMappedClass();
        return type != null && type.isAnnotationPresent(SharedAmongTenants.class) && isOfTenant(entity.getTable());
    }

    private static boolean isOfTenant(Table table) {
        return table.getSchema() == null && table.getCatalog() == null;
    }

    @Override
    public boolean includeNamespace(Namespace namespace) {
        return true;
    }

    @Override
    public boolean includeTable(Table table) {
        return isOfTenant(table);
    }

    @Override
    public boolean includeSequence(Sequence sequence) {
        return sequence.getName().getSchemaName() == null && sequence.getName().getCatalogName() == null;
    }

    @Override
    public SchemaFilter getCreateFilter() {
        return this;
    }

    @Override
    public SchemaFilter getDropFilter() {
        return this;
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
        return this;
    }

    @Override
    public SchemaFilter getMigrateFilter() {
        return this;
    }

    @Override
    public SchemaFilter getValidateFilter() {
        return this;
    }
}
