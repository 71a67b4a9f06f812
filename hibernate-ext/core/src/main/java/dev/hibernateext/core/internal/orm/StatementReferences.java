/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.Settings;
import dev.hibernateext.core.internal.orm.AssignedReference.Form;
import dev.hibernateext.core.tenant.internal.TenantModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;

/** Which references an HQL or criteria statement writes when it assigns a path. Safe for use by many threads. */
final class StatementReferences {

    private final SessionFactoryImplementor factory;
    private final OwnedReferences references;
    private final boolean checked;

    private StatementReferences(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.references = OwnedReferences.of(FactoryState.of(factory));
        this.checked = !TenantModel.of(FactoryState.of(factory)).isEmpty()
                && Settings.of(factory.getServiceRegistry()).bool(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, true);
    }

    static StatementReferences of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(StatementReferences.class, () -> new StatementReferences(factory));
    }

    /** Whether rows belong to tenants, and references to them are looked for. */
    boolean areChecked() {
        return checked;
    }

    /** What assigning a path of an entity writes; nothing for most. */
    List<AssignedReference> of(String entity, String path) {
        var persister = factory.getMappingMetamodel().getEntityDescriptor(entity);
        var refers = references.of(persister);
        return Stream.concat(refers.inState().stream(), refers.inIdentifier().stream())
                .flatMap(reference -> assigned(new Assigned(persister, path), reference))
                .toList();
    }

    private record Assigned(EntityPersister entity, String path) {}

    private static Stream<AssignedReference> assigned(Assigned assigned, OwnedReference reference) {
        var entity = assigned.entity();
        var written = assigned.path();
        var association = reference.label().substring(entity.getEntityName().length() + 1);
        if (association.equals(written) || association.startsWith(written + ".")) {
            var rest = association.equals(written) ? "" : association.substring(written.length() + 1);
            return Stream.of(new AssignedReference(reference.last(names(rest)), Form.HOLDER));
        }
        if (written.startsWith(association + ".")) {
            return Stream.of(
                    new AssignedReference(reference, form(reference, written.substring(association.length() + 1))));
        }
        return isOnColumnOf(assigned, reference)
                ? Stream.of(new AssignedReference(reference, reference.keyed() ? Form.IDENTIFIER : Form.PART))
                : Stream.empty();
    }

    private static int names(String path) {
        return path.isEmpty() ? 0 : path.split("\\.", -1).length;
    }

    private static Form form(OwnedReference reference, String rest) {
        var target = reference.target();
        return target != null && reference.keyed() && isIdentifier(target, rest) ? Form.IDENTIFIER : Form.PART;
    }

    boolean isIdentifier(String entity, String path) {
        return isIdentifier(factory.getMappingMetamodel().getEntityDescriptor(entity), path);
    }

    /** Whether a path from an entity is its identifier as a whole. */
    private static boolean isIdentifier(EntityPersister entity, String path) {
        var identifier = entity.getIdentifierMapping();
        return !(identifier instanceof NonAggregatedIdentifierMapping)
                && (path.equals(identifier.getAttributeName())
                        || Set.of(EntityIdentifierMapping.ID_ROLE_NAME, "id").contains(path));
    }

    /* An attribute of its own for the column of an association, as identifiers are that are also references. */
    private static boolean isOnColumnOf(Assigned assigned, OwnedReference reference) {
        var column = reference.column();
        return column != null
                && assigned.entity().findByPath(assigned.path()) instanceof BasicValuedModelPart attribute
                && OwnedKeys.isSame(attribute, column);
    }
}
