/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/**
 * One hole between two tenants. Holds no value of any row.
 *
 * @param entity the JPA name of the entity whose row was reached
 * @param attack what was tried
 * @param seen what happened
 * @param remedy what closes the hole
 */
public record LeakFinding(String entity, String attack, String seen, String remedy) {

    /**
     * The finding for people.
     *
     * @return one line
     */
    public String message() {
        return "%s: %s: %s. %s.".formatted(entity, attack, seen, remedy);
    }
}
