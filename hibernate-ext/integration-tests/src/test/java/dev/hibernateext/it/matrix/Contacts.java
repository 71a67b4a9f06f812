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

/** Jakarta Data for {@link Contact}. */
@Repository
interface Contacts extends RowRepository<Contact> {

    @Insert
    @Override
    void insert(Contact row);

    @Update
    @Override
    void update(Contact row);

    @Save
    @Override
    void save(Contact row);

    @Delete
    @Override
    void delete(Contact row);

    @Query("update Contact set text = :text where id = :id")
    @Override
    int rewrite(int id, String text);

    @Find
    @Override
    Contact byId(@By("id") int id);

    @Query("from Contact where id = :id")
    @Override
    Contact queried(int id);
}
