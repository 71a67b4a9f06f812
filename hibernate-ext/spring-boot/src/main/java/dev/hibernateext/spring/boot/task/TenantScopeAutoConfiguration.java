/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.task;

import dev.hibernateext.tenancy.Tenants;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/** Methods that are {@link TenantScoped} run for their tenant. */
@AutoConfiguration
@ConditionalOnClass({Tenants.class, Advisor.class})
class TenantScopeAutoConfiguration {

    /** Outside of transactions, which take their connection for the tenant in force. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1_000;

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor hibernateExtTenantScope(ConfigurableBeanFactory beans) {
        var advisor = new DefaultPointcutAdvisor(
                new ComposablePointcut(new AnnotationMatchingPointcut(TenantScoped.class, true))
                        .union((org.springframework.aop.Pointcut)
                                AnnotationMatchingPointcut.forMethodAnnotation(TenantScoped.class)),
                new TenantScopeInterceptor(beans::resolveEmbeddedValue));
        advisor.setOrder(ORDER);
        return advisor;
    }
}
