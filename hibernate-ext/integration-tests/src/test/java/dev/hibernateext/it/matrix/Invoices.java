/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.data.repository.By;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;

/** Jakarta Data for {@link Invoice}. */
@Repository
interface Invoices extends RowRepository<Invoice> {

    @Insert
    @Override
    void insert(Invoice row);

    @Update
    @Override
    void update(Invoice row);

    @Save
    @Override
    void save(Invoice row);

    @Delete
    @Override
    void delete(Invoice row);

    @Query("update Invoice set text = :text where id = :id")
    @Override
    int rewrite(int id, String text);

    @Find
    @Override
    Invoice byId(@By("id") int id);

    @Query("from Invoice where id = :id")
    @Override
    Invoice queried(int id);
}
