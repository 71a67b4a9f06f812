/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.HashSet;
import java.util.Set;

/**
 * That a value is one tenant's: it equals a parameter, or texts.
 *
 * @param texts the texts of the statement it equals; empty if there are parameters only
 */
record Proof(Set<String> texts) {

    static final Proof PARAMETER = new Proof(Set.of());

    static Proof text(String text) {
        return new Proof(Set.of(text));
    }

    Proof and(Proof other) {
        var all = new HashSet<>(texts);
        all.addAll(other.texts);
        return new Proof(all);
    }
}
