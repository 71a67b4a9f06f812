/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.orm.rule.RowRules;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import dev.hibernateext.core.softdelete.internal.ActiveKey;
import dev.hibernateext.core.softdelete.internal.ActiveKeyModel;
import dev.hibernateext.core.softdelete.internal.DeletionAttribute;
import dev.hibernateext.core.softdelete.internal.DeletionKind;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import dev.hibernateext.core.stamp.internal.TimeFormat;
import dev.hibernateext.mixins.SoftDeletable;
import java.util.ArrayList;
import java.util.Comparator;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.event.spi.EventType;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** Gives soft-deletable entities their rule, and registers listeners where there are any. */
final class SoftDeleteIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        if (!boot.state().isEnabled(Feature.SOFT_DELETE)) {
            return;
        }
        var model = SoftDeletionModel.of(boot.state());
        var eviction = new CollectionEviction(boot.state());
        for (var entity : boot.metadata().getEntityBindings()) {
            if (entity instanceof RootClass root && SoftDeleteBinder.isBound(root)) {
                var deletion = deletionOf(root, boot);
                addAll(root, deletion, model);
                RowRules.of(boot.state()).add(root.getEntityName(), new SoftDeleteRule(deletion, eviction));
            }
        }
        if (!model.isEmpty()) {
            refuseOtherTranslator(boot);
            boot.metadata().getCollectionBindings().forEach(collection -> addCached(collection, model));
            boot.metadata().getEntityBindings().forEach(entity -> addUniqueKeys(entity, model));
            model.watchedBy(new RegisteredEntityWatch(boot.factory(), boot.listeners()));
            register(boot);
            keepKeys(boot);
            mapArchives(boot, model);
        }
    }

    private static void mapArchives(Boot boot, SoftDeletionModel model) {
        var archives = new ArchiveMapping(boot);
        for (var entity : boot.metadata().getEntityBindings()) {
            if (entity instanceof RootClass root && model.of(root.getEntityName()) != null) {
                archives.add(root);
            }
        }
        boot.metadata().getCollectionBindings().stream()
                .filter(collection -> ArchiveMapping.concerns(collection, name -> model.of(name) != null))
                .forEach(archives::add);
    }

    private static void keepKeys(Boot boot) {
        var keys = new ArrayList<ActiveKey>();
        for (var table : boot.metadata().collectTableMappings()) {
            for (var index : table.getIndexes().values()) {
                if (index instanceof ActiveUniqueIndex active) {
                    keys.add(active.key());
                }
            }
        }
        ActiveKeyModel.of(boot.state()).set(keys);
    }

    private static void addAll(PersistentClass entity, SoftDeletion deletion, SoftDeletionModel model) {
        model.add(entity.getEntityName(), deletion);
        entity.getDirectSubclasses().forEach(subclass -> addAll(subclass, deletion, model));
    }

    private static SoftDeletion deletionOf(RootClass root, Boot boot) {
        var attributes = SoftDeleteBinder.markOf(root).stream()
                .map(part -> attributeOf(root, part, boot))
                .sorted(Comparator.comparing(DeletionAttribute::kind))
                .toList();
        return new SoftDeletion(root.getEntityName(), attributes, resolvesReferences(root));
    }

    private static DeletionAttribute attributeOf(RootClass root, SoftDeleteBinder.MarkProperty part, Boot boot) {
        var format = part.kind() == DeletionKind.AT ? formatOf(part, boot) : null;
        return new DeletionAttribute(root.getEntityName(), part.path(), part.kind(), format);
    }

    private static @Nullable TimeFormat formatOf(SoftDeleteBinder.MarkProperty part, Boot boot) {
        var declared = part.property().getColumns().get(0).getTemporalPrecision();
        var digits = declared != null
                ? declared
                : boot.factory().getJdbcServices().getDialect().getDefaultTimestampPrecision();
        return TimeFormat.of(part.property().getValue().getType().getReturnedClass(), Math.min(9, digits));
    }

    private static boolean resolvesReferences(RootClass root) {
        var type = root.getMappedClass();
        var declared = type == null ? null : type.getAnnotation(SoftDeletable.class);
        return declared == null || declared.references() == SoftDeletable.References.RESOLVE;
    }

    private static void refuseOtherTranslator(Boot boot) {
        if (boot.factory().getProperties().get(RewritingTranslatorFactory.DELEGATE) != null) {
            throw SoftDeleteMappingException.setting(QuerySettings.SEMANTIC_QUERY_TRANSLATOR);
        }
    }

    private static void addCached(Collection collection, SoftDeletionModel model) {
        var deletion = model.of(entityOf(collection.getElement()));
        if (deletion != null && collection.getCacheConcurrencyStrategy() != null) {
            model.addCachedRole(deletion.root(), collection.getRole());
        }
    }

    private static void addUniqueKeys(PersistentClass entity, SoftDeletionModel model) {
        var deletion = model.of(entity.getEntityName());
        if (deletion != null) {
            new MappedUniqueKeys(entity).all().forEach(key -> model.addUniqueKey(deletion.root(), key));
        }
    }

    private static @Nullable String entityOf(Value element) {
        if (element instanceof OneToMany oneToMany) {
            return oneToMany.getReferencedEntityName();
        }
        return element instanceof ToOne reference ? reference.getReferencedEntityName() : null;
    }

    private static void register(Boot boot) {
        var listeners = boot.listeners();
        listeners.addDuplicationStrategy(new ReferenceLoadListener.InPlaceOfDefault());
        listeners.addDuplicationStrategy(new OperationDeleteListener.InPlaceOfDefault());
        listeners.appendListeners(EventType.LOAD, new ReferenceLoadListener(boot.state()));
        listeners.appendListeners(EventType.DELETE, new OperationDeleteListener(boot.state()));
        listeners.appendListeners(EventType.POST_LOAD, new DeletedRowLoadListener(boot.state()));
        var guard = new MarkGuardListener(boot.state());
        listeners.appendListeners(EventType.FLUSH_ENTITY, guard);
        listeners.appendListeners(EventType.PRE_INSERT, guard);
        listeners.appendListeners(EventType.PRE_UPDATE, guard);
        listeners.appendListeners(EventType.PRE_UPSERT, guard);
    }
}
