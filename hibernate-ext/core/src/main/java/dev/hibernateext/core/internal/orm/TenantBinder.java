/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowStateManagement;
import dev.hibernateext.core.tenant.TenantMappingException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.TenantId;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.SimpleValue;

/** Puts an entity with a tenant attribute under the library's state management, or says why it cannot be. */
final class TenantBinder {

    private final RootClass root;

    TenantBinder(RootClass root) {
        this.root = root;
    }

    /** The tenant attributes of an entity, those of its superclasses not included. */
    static List<TenantProperty> tenantsOf(PersistentClass entity) {
        var found = new ArrayList<TenantProperty>();
        for (var property : entity.getProperties()) {
            // the attributes of an identifier class, which are those of the identifier again
            if (!property.getValue().equals(entity.getIdentifierMapper())) {
                collect(List.of(), property, false, found);
            }
        }
        if (entity instanceof RootClass root) {
            collectIdentifier(root, found);
        }
        return found;
    }

    private static void collectIdentifier(RootClass root, List<TenantProperty> found) {
        var property = root.getIdentifierProperty();
        if (property != null) {
            collect(List.of(), property, true, found);
        } else if (root.getIdentifier() instanceof Component composite) {
            composite.getProperties().forEach(part -> collect(List.of(), part, true, found));
        }
    }

    private static void collect(
            List<String> parents, Property property, boolean identifier, List<TenantProperty> found) {
        var path = new ArrayList<>(parents);
        path.add(property.getName());
        if (property.getValue() instanceof Component embedded) {
            embedded.getProperties().forEach(part -> collect(path, part, identifier, found));
        } else if (MappedAnnotations.has(property, TenantId.class)) {
            found.add(new TenantProperty(List.copyOf(path), identifier, property));
        }
    }

    /** Binds the one tenant attribute. */
    void bind(TenantProperty tenant) {
        check(tenant);
        combine(tenant);
        refuseCustomSql(root);
        stamp(tenant);
        tenant.property().setLazy(false);
        tenant.property().setOptimisticLocked(false);
    }

    private void check(TenantProperty tenant) {
        var property = tenant.property();
        if (property.getValue().hasFormula() || property.getColumns().size() != 1) {
            throw refused(tenant, "it is a formula, which no write can be restricted by", "Map it to a column");
        }
        if (!root.getTable().equals(property.getValue().getTable())) {
            throw refused(
                    tenant,
                    "its column is in a secondary table, and a row of the first one would be anybody's",
                    "Map it to a column of the first table");
        }
    }

    private void combine(TenantProperty tenant) {
        root.setStateManagementType(
                RowStateManagement.beside(root.getStateManagementType())
                        .orElseThrow(
                                () -> TenantMappingException.refused(
                                        root.getEntityName(),
                                        "Hibernate's own @SoftDelete or @Temporal manages its rows (%s), and a row has one such strategy"
                                                .formatted(root.getStateManagementType()
                                                        .getSimpleName()),
                                        "Remove that annotation; the library's soft delete and @Audited can be combined with tenants")));
        if (RowStateManagement.isLogged(root) && tenant.property().isAuditedExcluded()) {
            throw refused(tenant, "history leaves it out, and its rows would be anybody's", "Remove @Audited.Excluded");
        }
    }

    static void refuseCustomSql(PersistentClass entity) {
        if (entity.getCustomSQLDelete() != null
                || entity.getCustomSQLUpdate() != null
                || entity.getLoaderName() != null) {
            throw TenantMappingException.refused(
                    entity.getEntityName(),
                    "it has an SQL statement of its own for loads, updates or deletes, which would miss the tenant",
                    "Remove @SQLSelect, @SQLUpdate, @SQLDelete and @NamedNativeQuery loaders");
        }
    }

    /* In the place of Hibernate's generator: from 7.4.9 on it guards some writes by a second statement where it finds its own. */
    private void stamp(TenantProperty tenant) {
        var type = tenant.property().getType().getReturnedClass();
        var label = root.getEntityName() + "." + String.join(".", tenant.path());
        if (tenant.identifier() && tenant.property().getValue() instanceof SimpleValue value) {
            value.setCustomIdGeneratorCreator(context -> new TenantStampGenerator(label, type));
        }
        tenant.property().setValueGeneratorCreator(context -> new TenantStampGenerator(label, type));
    }

    private TenantMappingException refused(TenantProperty tenant, String state, String remedy) {
        return TenantMappingException.refused(
                root.getEntityName() + "." + String.join(".", tenant.path()), state, remedy);
    }

    /** A property that holds the tenant. */
    record TenantProperty(List<String> path, boolean identifier, Property property) {}
}
