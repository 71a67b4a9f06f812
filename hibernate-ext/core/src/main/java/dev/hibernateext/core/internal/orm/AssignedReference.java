/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.tenant.TenantReferenceException;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A reference that an HQL or criteria statement writes.
 *
 * @param reference the association, its path relative to the values
 * @param form what the values are
 */
record AssignedReference(OwnedReference reference, Form form) {

    /** What is assigned. */
    enum Form {
        /** The entity, or an embeddable that holds it. */
        HOLDER,
        /** The identifier of the entity. */
        IDENTIFIER,
        /** Something else of what tells the row, such as a part of its identifier. */
        PART
    }

    /** The entity referred to, where each value would not say another. */
    @Nullable
    EntityPersister target() {
        return reference.target();
    }

    /** Says that a value will be written. */
    void expect(Object value, OwnRows rows) {
        if (form == Form.IDENTIFIER) {
            rows.expect(identified(), value);
        } else {
            var named = reference.inValue(value);
            if (named != null) {
                rows.expect(reference, named);
            }
        }
    }

    /** Refuses a value that names no row of the tenant. */
    void check(Object value, OwnRows rows, SharedSessionContractImplementor session) {
        if (form == Form.IDENTIFIER) {
            refuseUnless(rows.isOwn(identified(), value), identified());
        } else {
            var named = reference.inValue(value);
            if (named != null) {
                refuseUnless(rows.isOwn(reference, named, () -> {}), reference.target(named, session));
            }
        }
    }

    private EntityPersister identified() {
        return Objects.requireNonNull(target());
    }

    private void refuseUnless(boolean own, EntityPersister entity) {
        if (!own) {
            throw TenantReferenceException.of(reference.label(), entity.getEntityName());
        }
    }

    /** The error for a value of which it is not known before whose row it names. */
    TenantReferenceException unknown() {
        var entity = target();
        return TenantReferenceException.unknown(
                reference.label(), entity == null ? "any entity" : entity.getEntityName());
    }
}
