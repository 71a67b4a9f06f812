/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

/** What a binder has in common with the class of the same name in the other class loader. */
public interface Holder {

    void label(String value);

    Text memo();

    Named tab();

    /** Refers to rows that are there. */
    void hold(Text memo, Named tab);
}
