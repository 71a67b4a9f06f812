/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.internal.TenantModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.DiscriminatedAssociationAttributeMapping;
import org.hibernate.metamodel.mapping.internal.DiscriminatedCollectionPart;
import org.hibernate.metamodel.mapping.internal.EmbeddedCollectionPart;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.spi.NavigablePath;
import org.jspecify.annotations.Nullable;

/**
 * The associations of one factory that may name rows of tenants, found as entities are written. Safe for use by many threads. Leans
 * on the kinds of attributes and collections in {@code org.hibernate.metamodel.mapping.internal}.
 */
final class OwnedReferences {

    private final TenantModel tenants;
    private final Map<String, EntityReferences> entities = new ConcurrentHashMap<>();
    private final Map<String, CollectionReferences> collections = new ConcurrentHashMap<>();

    private OwnedReferences(TenantModel tenants) {
        this.tenants = tenants;
    }

    static OwnedReferences of(FactoryState factory) {
        var model = TenantModel.of(factory);
        return factory.component(OwnedReferences.class, () -> new OwnedReferences(model));
    }

    EntityReferences of(EntityPersister persister) {
        var known = entities.get(persister.getEntityName());
        return known != null ? known : entities.computeIfAbsent(persister.getEntityName(), name -> read(persister));
    }

    CollectionReferences of(CollectionPersister persister) {
        var known = collections.get(persister.getRole());
        return known != null
                ? known
                : collections.computeIfAbsent(persister.getRole(), role -> read(persister.getAttributeMapping()));
    }

    private EntityReferences read(EntityPersister persister) {
        var inState = new ArrayList<OwnedReference>();
        collect(persister.getEntityName(), List.of(), persister, inState);
        var inIdentifier = new ArrayList<OwnedReference>();
        var identifier = persister.getIdentifierMapping();
        var ofEntity = identifier instanceof NonAggregatedIdentifierMapping;
        if (identifier instanceof NonAggregatedIdentifierMapping separate) {
            collect(persister.getEntityName(), List.of(), separate.getVirtualIdEmbeddable(), inIdentifier);
        } else if (identifier instanceof CompositeIdentifierMapping composite) {
            collect(
                    persister.getEntityName() + "." + composite.getAttributeName(),
                    List.of(),
                    composite.getMappedIdEmbeddableTypeDescriptor(),
                    inIdentifier);
        }
        var referring = new ArrayList<PluralAttributeMapping>();
        persister.forEachAttributeMapping((AttributeMapping attribute) -> {
            if (attribute instanceof PluralAttributeMapping collection
                    && !of(collection.getCollectionDescriptor()).isEmpty()) {
                referring.add(collection);
            }
        });
        return new EntityReferences(List.copyOf(inState), List.copyOf(inIdentifier), ofEntity, List.copyOf(referring));
    }

    private CollectionReferences read(PluralAttributeMapping collection) {
        if (collection.getCollectionDescriptor().isInverse()) {
            return new CollectionReferences(List.of(), List.of());
        }
        return new CollectionReferences(
                read(collection, collection.getElementDescriptor()), read(collection, collection.getIndexDescriptor()));
    }

    private List<OwnedReference> read(PluralAttributeMapping collection, @Nullable CollectionPart part) {
        var label = collection.findContainingEntityMapping().getEntityName() + "." + collection.getAttributeName();
        var found = new ArrayList<OwnedReference>();
        if (part instanceof EntityCollectionPart entity) {
            var target = entity.getAssociatedEntityMappingType();
            if (isOwned(target)) {
                found.add(
                        new OwnedReference(label, List.of(), target.getEntityPersister(), isKeyed(collection, entity)));
            }
        } else if (part instanceof EmbeddedCollectionPart embedded) {
            collect(label, List.of(), embedded.getEmbeddableTypeDescriptor(), found);
        } else if (part instanceof DiscriminatedCollectionPart) {
            found.add(new OwnedReference(label, List.of(), null, true));
        }
        return List.copyOf(found);
    }

    /* The key of a one-to-many association is in the rows of its elements, which are found by their identifiers. */
    private static boolean isKeyed(PluralAttributeMapping collection, EntityCollectionPart part) {
        return collection.getCollectionDescriptor().isOneToMany()
                || !(part instanceof EntityAssociationMapping association)
                || association.isReferenceToPrimaryKey();
    }

    private void collect(
            String label, List<AttributeMapping> parents, ManagedMappingType type, List<OwnedReference> found) {
        type.forEachAttributeMapping((AttributeMapping attribute) -> {
            if (attribute.getAttributeName().equals(NavigablePath.IDENTIFIER_MAPPER_PROPERTY)) {
                // the attributes of an identifier class, which are those of the identifier again
                return;
            }
            var path = new ArrayList<>(parents);
            path.add(attribute);
            var name = label + "." + attribute.getAttributeName();
            if (attribute instanceof ToOneAttributeMapping reference) {
                if (reference.getSideNature() == ForeignKeyDescriptor.Nature.KEY
                        && isOwned(reference.getAssociatedEntityMappingType())) {
                    found.add(new OwnedReference(
                            name,
                            List.copyOf(path),
                            reference.getAssociatedEntityMappingType().getEntityPersister(),
                            reference.isReferenceToPrimaryKey()));
                }
            } else if (attribute instanceof DiscriminatedAssociationAttributeMapping) {
                found.add(new OwnedReference(name, List.copyOf(path), null, true));
            } else if (attribute.asEmbeddedAttributeMapping() != null) {
                collect(
                        name,
                        List.copyOf(path),
                        attribute.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor(),
                        found);
            }
        });
    }

    private boolean isOwned(EntityMappingType target) {
        return tenants.of(target.getEntityName()) != null;
    }
}
