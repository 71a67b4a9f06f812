/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;

/** The rows of the matrix. */
final class Guarantees {

    static final List<Guarantee> ALL = List.of(new StampGuarantee(), new VersionGuarantee(), new ChangeGuarantee());

    private Guarantees() {}
}
