/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import org.hibernate.exception.ConstraintViolationException;

/** Finds out which constraint of the mappings was violated. The library has one for each factory. */
@FunctionalInterface
public interface ConstraintLookup {

    /**
     * Looks a violation up in the mappings.
     *
     * @param violation as Hibernate translated it
     * @return what is known of the constraint
     */
    ViolatedConstraint find(ConstraintViolationException violation);
}
