/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.context.ContextSource;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/** Stamps are taken from the application's clock, and the context from its source, where it has one of them as a bean. */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({HibernateExt.class, HibernatePropertiesCustomizer.class})
class HibernateExtAutoConfiguration {

    /** An application may have several clocks for purposes of its own; then none is taken. */
    @Bean
    HibernatePropertiesCustomizer hibernateExtClock(ObjectProvider<Clock> clocks) {
        return new BeanSetting(CoreSettings.CLOCK, clocks::getIfUnique);
    }

    @Bean
    HibernatePropertiesCustomizer hibernateExtContextSource(ObjectProvider<ContextSource> sources) {
        return new BeanSetting(CoreSettings.CONTEXT_SOURCE, sources::getIfAvailable);
    }
}
