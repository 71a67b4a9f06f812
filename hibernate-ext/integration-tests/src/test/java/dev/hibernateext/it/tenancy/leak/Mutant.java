/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.leak;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.testing.leak.LeakFinding;
import dev.hibernateext.testing.leak.LeakKit;
import dev.hibernateext.testing.leak.LeakPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A small factory with one hole. */
final class Mutant {

    static final String RED = "red";
    static final String BLUE = "blue";

    private final String what;
    private final Class<?> entity;
    private final String attack;
    private final List<Class<?>> entities = new ArrayList<>();
    private final Map<String, Object> settings = new HashMap<>();
    private final List<Consumer<LeakKit>> choices = new ArrayList<>();
    private boolean viewing;

    Mutant(String what, Class<?> entity, String attack) {
        this.what = what;
        this.entity = entity;
        this.attack = attack;
        entities.add(entity);
    }

    Mutant with(Class<?> other) {
        entities.add(other);
        return this;
    }

    Mutant setting(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    Mutant off() {
        return setting(CoreSettings.TENANT_ROWS_ENABLED, "false");
    }

    /** Whether its hole is what Hibernate leaves open by itself. */
    boolean isOff() {
        return settings.containsKey(CoreSettings.TENANT_ROWS_ENABLED);
    }

    <E> Mutant creating(Class<E> type, Function<Session, E> instance) {
        choices.add(kit -> kit.creating(type, instance));
        return this;
    }

    Mutant failing() {
        choices.add(kit -> kit.nativeSql(LeakPolicy.FAIL));
        return this;
    }

    Mutant blind() {
        choices.add(kit -> kit.runningAs((tenant, work) -> work.run()));
        return setting("hibernate.tenant_identifier_resolver", new Resolver(false));
    }

    Mutant root() {
        return setting("hibernate.tenant_identifier_resolver", new Resolver(true));
    }

    Mutant viewing() {
        viewing = true;
        return this;
    }

    String entity() {
        return entity.getSimpleName();
    }

    String attack() {
        return attack;
    }

    List<LeakFinding> findings() {
        try (var factory = open()) {
            if (viewing) {
                Mutants.replaceTableByView(factory);
            }
            var kit = LeakKit.of(factory, RED, BLUE);
            choices.forEach(choice -> choice.accept(kit));
            return kit.findings();
        }
    }

    private SessionFactory open() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var configuration = new HibernatePersistenceConfiguration("mutant")
                .managedClasses(entities.toArray(Class<?>[]::new))
                .property("hibernate.connection.datasource", database)
                .property("hibernate.hbm2ddl.auto", "create-drop")
                .property("hibernate.cache.region.factory_class", "jcache")
                .property("hibernate.javax.cache.provider", "org.ehcache.jsr107.EhcacheCachingProvider")
                .property("hibernate.javax.cache.missing_cache_strategy", "create")
                .property("hibernate.cache.use_query_cache", "true");
        settings.forEach(configuration::property);
        return configuration.createEntityManagerFactory();
    }

    @Override
    public String toString() {
        return what;
    }

    /** Of an application that loses the tenant, or takes everybody for an administrator. */
    private record Resolver(boolean root) implements CurrentTenantIdentifierResolver<Object> {

        @Override
        public Object resolveCurrentTenantIdentifier() {
            return RED;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }

        @Override
        public boolean isRoot(Object tenant) {
            return root;
        }
    }
}
