/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/**
 * A row was to be written with a reference to a row that its tenant does not have, or by a statement of which that cannot be told before.
 * Whether another tenant has the row is not told. The row is not written; earlier statements of the transaction may have been.
 */
public final class TenantReferenceException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String attribute;
    private final String target;

    private TenantReferenceException(String message, String attribute, String target) {
        super("tenant.reference", message, null);
        this.attribute = attribute;
        this.target = target;
    }

    /**
     * The row that an association refers to is not one of the tenant's.
     *
     * @param attribute the entity name and the path of the association, joined by a dot
     * @param target the name of the entity it refers to
     * @return the error to throw
     */
    public static TenantReferenceException of(String attribute, String target) {
        return new TenantReferenceException(
                "Cannot write %s: it refers to a row of %s that the session's tenant does not have. Refer to a row that was read or inserted in a session of that tenant."
                        .formatted(attribute, target),
                attribute,
                target);
    }

    /**
     * A statement assigns an association what is neither a parameter nor read from rows of the tenant.
     *
     * @param attribute the entity name and the path of the association, joined by a dot
     * @param target the name of the entity it refers to
     * @return the error to throw
     */
    public static TenantReferenceException unknown(String attribute, String target) {
        return new TenantReferenceException(
                "Cannot write %s by this statement: the expression may name a row of %s that the session's tenant does not have. Assign a parameter, or a row that the statement reads by a join or a subquery."
                        .formatted(attribute, target),
                attribute,
                target);
    }

    /**
     * The association whose row is not the tenant's.
     *
     * @return the entity name and the path of the association, joined by a dot
     */
    public String attribute() {
        return attribute;
    }

    /**
     * What the association refers to.
     *
     * @return the name of an entity
     */
    public String target() {
        return target;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("attribute", attribute, "target", target);
    }
}
