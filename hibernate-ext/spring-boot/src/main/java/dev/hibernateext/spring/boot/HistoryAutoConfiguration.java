/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import dev.hibernateext.history.revision.TenantRevision;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/** Revisions of tenants are mapped where rows of tenants have a history, and the application maps no revisions itself. */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({TenantRevision.class, PersistenceManagedTypes.class})
@ConditionalOnBooleanProperty(name = "hibernate-ext.history.tenant-revision", matchIfMissing = true)
@ConditionalOnBooleanProperty(
        name = {
            "spring.jpa.properties.hibernate.ext.enabled",
            "spring.jpa.properties.hibernate.ext.history.record_context"
        },
        matchIfMissing = true)
class HistoryAutoConfiguration {

    @Bean
    static BeanPostProcessor hibernateExtTenantRevision() {
        return new TenantRevisionTypes();
    }
}
