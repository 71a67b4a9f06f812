/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/**
 * A setting of Hibernate whose value may be a bean.
 *
 * @param key of the setting
 * @param type of the bean
 * @param onlyBean whether it is taken only if there is one; otherwise several are an error
 */
record BeanSetting(String key, Class<?> type, boolean onlyBean) {

    Optional<Object> value(Instance<Object> beans) {
        var candidates = beans.select(type);
        var none = candidates.isUnsatisfied() || (onlyBean && candidates.isAmbiguous());
        return none ? Optional.empty() : Optional.of(candidates.get());
    }
}
