/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/**
 * Gives Hibernate a bean as the value of a setting, unless the application has set one.
 *
 * @param key of the setting
 * @param bean the bean, or null where there is none
 */
record BeanSetting(String key, Supplier<? extends @Nullable Object> bean) implements HibernatePropertiesCustomizer {

    @Override
    public void customize(Map<String, Object> properties) {
        if (!properties.containsKey(key)) {
            var value = bean.get();
            if (value != null) {
                properties.put(key, value);
            }
        }
    }
}
