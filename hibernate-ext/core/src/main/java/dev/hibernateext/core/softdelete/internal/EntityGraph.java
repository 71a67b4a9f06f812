/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.Type;

/** How the entities of one factory hang together: which deletes cascade, and which foreign keys there are. Immutable. */
@SuppressWarnings("removal") // types of collections: their successors do not tell what elements are
public final class EntityGraph {

    private final SessionFactoryImplementor factory;
    private final List<Cascade> cascades = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<CollectionPersister> collections = new ArrayList<>();

    private EntityGraph(SessionFactoryImplementor factory) {
        this.factory = factory;
        var names = new TreeSet<String>();
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> names.add(persister.getEntityName()));
        names.forEach(name -> read(persister(name)));
        factory.getMappingMetamodel().forEachCollectionDescriptor(this::read);
    }

    /** The graph of a complete factory. */
    public static EntityGraph of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(EntityGraph.class, () -> new EntityGraph(factory));
    }

    private void read(EntityPersister persister) {
        var inherited = inheritedBy(persister);
        for (int i = 0; i < persister.getPropertyNames().length; i++) {
            var name = persister.getPropertyNames()[i];
            if (!inherited.contains(name) && !name.equals(NavigableRole.IDENTIFIER_MAPPER_PROPERTY)) {
                var place = new Place(persister.getEntityName(), name, persister.getPropertyNullability()[i]);
                read(place, persister.getPropertyTypes()[i], persister.getPropertyCascadeStyles()[i]);
            }
        }
        if (!persister.isInherited()) {
            readId(persister);
        }
    }

    private void readId(EntityPersister persister) {
        if (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping virtual) {
            readId(persister, virtual.getVirtualIdEmbeddable(), "");
        } else if (persister.getIdentifierMapping() instanceof CompositeIdentifierMapping embedded) {
            readId(persister, embedded.getEmbeddableTypeDescriptor(), embedded.getAttributeName() + ".");
        }
    }

    private void readId(EntityPersister persister, EmbeddableMappingType id, String prefix) {
        id.forEachAttributeMapping(attribute -> {
            if (attribute instanceof EntityValuedModelPart reference) {
                foreignKeys.add(new ForeignKey(
                        persister.getEntityName(),
                        prefix + attribute.getAttributeName(),
                        "",
                        reference.getEntityMappingType().getEntityName(),
                        false));
            }
        });
    }

    private Set<String> inheritedBy(EntityPersister persister) {
        return persister.isInherited()
                ? Set.of(persister(persister.getMappedSuperclass()).getPropertyNames())
                : Set.of();
    }

    private void read(Place place, Type type, CascadeStyle style) {
        if (type instanceof CompositeType embedded) {
            for (int i = 0; i < embedded.getSubtypes().length; i++) {
                var inner = place.inner(embedded.getPropertyNames()[i], isNullable(embedded, i));
                read(inner, embedded.getSubtypes()[i], embedded.getCascadeStyle(i));
            }
        } else if (type instanceof CollectionType collection) {
            readElements(place, collection, style);
        } else if (type instanceof EntityType reference) {
            addReference(place, reference);
            addCascade(place, reference, style, false);
        }
    }

    private static boolean isNullable(CompositeType embedded, int property) {
        var nullable = embedded.getPropertyNullability();
        return nullable == null || nullable[property];
    }

    private void addReference(Place place, EntityType reference) {
        if (!isInverse(reference) && reference.isReferenceToPrimaryKey()) {
            foreignKeys.add(
                    new ForeignKey(place.entity, place.path, "", reference.getAssociatedEntityName(), place.nullable));
        }
    }

    private static boolean isInverse(EntityType reference) {
        return reference.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT;
    }

    private void readElements(Place place, CollectionType collection, CascadeStyle style) {
        var persister = factory.getMappingMetamodel().getCollectionDescriptor(collection.getRole());
        if (persister.getElementType() instanceof EntityType target) {
            addCascade(place, target, style, persister.isManyToMany());
        } else if (persister.getElementType() instanceof CompositeType embedded) {
            readEmbeddedElements(place, embedded);
        }
    }

    private void readEmbeddedElements(Place place, CompositeType embedded) {
        for (int i = 0; i < embedded.getSubtypes().length; i++) {
            if (embedded.getSubtypes()[i] instanceof EntityType reference) {
                foreignKeys.add(new ForeignKey(
                        place.entity,
                        embedded.getPropertyNames()[i],
                        place.path,
                        reference.getAssociatedEntityName(),
                        false));
            }
        }
    }

    private void addCascade(Place place, EntityType target, CascadeStyle style, boolean shared) {
        if (style.doCascade(CascadingActions.REMOVE)) {
            cascades.add(new Cascade(place.entity, place.path, target.getAssociatedEntityName(), shared));
        }
    }

    private void read(CollectionPersister persister) {
        if (!persister.isInverse()) {
            collections.add(persister);
        }
    }

    /** The cascades that begin at rows of a hierarchy. */
    public List<Cascade> cascadesFrom(String root) {
        return cascades.stream()
                .filter(edge -> rootOf(edge.owner()).equals(root))
                .toList();
    }

    /** The cascades that lead to rows of a hierarchy. */
    public List<Cascade> cascadesTo(String root) {
        return cascades.stream()
                .filter(edge -> rootOf(edge.target()).equals(root))
                .toList();
    }

    /** The references to rows of a hierarchy. */
    public List<ForeignKey> referencesTo(String root) {
        return foreignKeys.stream()
                .filter(key -> rootOf(key.target()).equals(root))
                .toList();
    }

    /** The collections whose rows belong to owners of a hierarchy. */
    public List<CollectionPersister> ownedBy(String root) {
        return collections.stream()
                .filter(collection -> rootOf(
                                collection.getOwnerEntityPersister().getEntityName())
                        .equals(root))
                .toList();
    }

    /** The collections with a table of links to rows of a hierarchy. */
    public List<CollectionPersister> linkedTo(String root) {
        return collections.stream()
                .filter(collection -> collection.isManyToMany()
                        && collection.getElementType() instanceof EntityType target
                        && rootOf(target.getAssociatedEntityName()).equals(root))
                .toList();
    }

    /** The hierarchies a delete of rows of one may reach, that one first. */
    public Set<String> reachableFrom(String root, Predicate<String> wanted) {
        var reached = new LinkedHashSet<>(List.of(root));
        var open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            var next = open.remove(0);
            cascadesFrom(next).stream()
                    .map(edge -> rootOf(edge.target()))
                    .filter(wanted)
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }

    /** Hierarchies in an order in which their rows can be deleted: those that refer before those they refer to. */
    public List<String> referrersFirst(Collection<String> roots) {
        var ordered = new ArrayList<String>();
        roots.forEach(root -> visit(root, roots, new LinkedHashSet<>(), ordered));
        return ordered;
    }

    private void visit(String root, Collection<String> roots, Set<String> path, List<String> ordered) {
        if (ordered.contains(root) || !path.add(root)) {
            return;
        }
        referencesTo(root).stream()
                .map(key -> rootOf(key.owner()))
                .filter(roots::contains)
                .forEach(referrer -> visit(referrer, roots, path, ordered));
        ordered.add(root);
    }

    /** The root of an entity's hierarchy. */
    public String rootOf(String entity) {
        return persister(entity).getRootEntityName();
    }

    /** An entity. */
    public EntityPersister persister(String entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }

    private record Place(String entity, String path, boolean nullable) {

        Place inner(String name, boolean innerNullable) {
            return new Place(entity, path + "." + name, nullable && innerNullable);
        }

        @Override
        public String toString() {
            return entity + "." + path;
        }
    }
}
