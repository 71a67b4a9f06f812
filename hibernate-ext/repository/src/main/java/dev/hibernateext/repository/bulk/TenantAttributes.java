/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.lang.reflect.AnnotatedElement;
import org.hibernate.annotations.TenantId;
import org.hibernate.persister.entity.EntityPersister;

/** Tells entities whose rows belong to tenants: a conflict could be one with a row of another tenant. */
final class TenantAttributes {

    private TenantAttributes() {}

    static boolean has(EntityPersister persister) {
        return persister.getFactory().getJpaMetamodel().entity(persister.getMappedClass()).getAttributes().stream()
                .anyMatch(attribute -> attribute.getJavaMember() instanceof AnnotatedElement member
                        && member.isAnnotationPresent(TenantId.class));
    }
}
