/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.Settings;
import dev.hibernateext.core.internal.orm.rule.RowRules;
import dev.hibernateext.core.internal.orm.shared.RowOwners;
import dev.hibernateext.core.tenant.TenantMappingException;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import org.hibernate.cache.internal.SimpleCacheKeysFactory;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.event.spi.EventType;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/**
 * Gives entities that belong to tenants their rule, and refuses settings that would mix tenants. Leans on {@code
 * org.hibernate.cache.internal.SimpleCacheKeysFactory} for its names.
 */
final class TenantIntegration implements FeatureIntegration {

    /** Deprecated in Hibernate, which has no other way to choose. */
    private static final String CACHE_KEYS = "hibernate.cache.keys_factory";

    @Override
    public void integrate(Boot boot) {
        if (!boot.state().isEnabled(Feature.TENANT_ROWS)) {
            return;
        }
        var model = TenantModel.of(boot.state());
        for (var entity : boot.metadata().getEntityBindings()) {
            if (entity instanceof RootClass root) {
                TenantBinder.tenantsOf(root).stream()
                        .findFirst()
                        .ifPresent(tenant -> add(root, attributeOf(root, tenant, boot), model, boot));
            }
        }
        if (!model.isEmpty()) {
            refuseSettings(boot);
            register(boot);
        }
    }

    private static void register(Boot boot) {
        var listeners = boot.listeners();
        var guard = new TenantGuardListener(boot.state());
        boot.state().component(RowOwners.class, () -> new WrittenRowOwners(TenantSlots.of(boot.state())));
        listeners.appendListeners(EventType.FLUSH_ENTITY, guard);
        listeners.appendListeners(EventType.PRE_UPDATE, guard);
        listeners.appendListeners(EventType.PRE_DELETE, guard);
        listeners.appendListeners(EventType.PRE_UPSERT, guard);
        var settings = Settings.of(boot.factory().getServiceRegistry());
        if (settings.bool(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, true)) {
            TenantReferenceListener.install(listeners, boot.state());
        }
    }

    private static void add(RootClass root, TenantAttribute attribute, TenantModel model, Boot boot) {
        addAll(root, attribute, model);
        RowRules.of(boot.state()).add(root.getEntityName(), new TenantRule(attribute));
    }

    private static void addAll(PersistentClass entity, TenantAttribute attribute, TenantModel model) {
        model.add(entity.getEntityName(), attribute);
        entity.getDirectSubclasses().forEach(subclass -> addAll(subclass, attribute, model));
    }

    private static TenantAttribute attributeOf(RootClass root, TenantBinder.TenantProperty tenant, Boot boot) {
        var dialect = boot.factory().getJdbcServices().getDialect();
        return new TenantAttribute(
                root.getEntityName(),
                tenant.path(),
                tenant.identifier(),
                tenant.property().getColumns().get(0).getText(dialect),
                tenant.property().getType().getReturnedClass());
    }

    private static void refuseSettings(Boot boot) {
        var settings = boot.factory().getProperties();
        if (settings.get(RewritingTranslatorFactory.DELEGATE) != null) {
            throw TenantMappingException.setting(
                    QuerySettings.SEMANTIC_QUERY_TRANSLATOR,
                    "queries would see rows of other tenants where only the library's own translator hides them",
                    "Remove the setting");
        }
        var keys = String.valueOf(settings.get(CACHE_KEYS));
        if (keys.equals(SimpleCacheKeysFactory.SHORT_NAME)
                || keys.endsWith(SimpleCacheKeysFactory.class.getSimpleName())) {
            throw TenantMappingException.setting(
                    CACHE_KEYS,
                    "its keys have no tenant, so that one would be given what another one put into the cache",
                    "Remove the setting");
        }
    }
}
