/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

/** What an index card has in common with the class of the same name in the other class loader. */
public interface Linked {

    int id();

    String name();

    Linked next();

    void link(Linked next);
}
