/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import dev.hibernateext.core.context.Contexts;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Who acts, and the settings that need no other module. */
@Dependent
class CoreBeans {

    @Produces
    @Dependent
    Context context() {
        return Contexts.current();
    }

    /** An application may have several clocks for purposes of its own; then none is taken. */
    @Produces
    BeanSetting clock() {
        return new BeanSetting(CoreSettings.CLOCK, Clock.class, true);
    }

    @Produces
    BeanSetting contextSource() {
        return new BeanSetting(CoreSettings.CONTEXT_SOURCE, ContextSource.class, false);
    }
}
