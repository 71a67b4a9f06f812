/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/** What the Jakarta Data repositories of the matrix have in common. */
interface RowRepository<R extends Row> {

    void insert(R row);

    void update(R row);

    void save(R row);

    void delete(R row);

    int rewrite(int id, String text);

    R byId(int id);

    R queried(int id);
}
