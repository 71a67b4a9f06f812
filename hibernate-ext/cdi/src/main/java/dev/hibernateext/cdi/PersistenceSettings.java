/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a persistence unit whose values are beans of the application: its clock, its source of contexts, its catalog of tenants
 * and what belongs to that. To be injected where an {@link jakarta.persistence.EntityManagerFactory} is made.
 */
@Dependent
public class PersistenceSettings {

    private final Instance<BeanSetting> settings;
    private final Instance<Object> beans;

    @Inject
    PersistenceSettings(@Any Instance<BeanSetting> settings, Instance<Object> beans) {
        this.settings = settings;
        this.beans = beans;
    }

    /**
     * What there are beans for.
     *
     * @return values by the names of their settings; to be changed as you like
     * @throws jakarta.enterprise.inject.AmbiguousResolutionException if a setting could have several values; only of clocks an application
     *     may have several, and then none is taken
     */
    public Map<String, Object> asMap() {
        var values = new HashMap<String, Object>();
        for (var setting : settings) {
            setting.value(beans).ifPresent(value -> values.put(setting.key(), value));
        }
        return values;
    }
}
