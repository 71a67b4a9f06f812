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

/** Jakarta Data for {@link Device}. */
@Repository
interface Devices extends RowRepository<Device> {

    @Insert
    @Override
    void insert(Device row);

    @Update
    @Override
    void update(Device row);

    @Save
    @Override
    void save(Device row);

    @Delete
    @Override
    void delete(Device row);

    @Query("update Device set text = :text where id = :id")
    @Override
    int rewrite(int id, String text);

    @Find
    @Override
    Device byId(@By("id") int id);

    @Query("from Device where id = :id")
    @Override
    Device queried(int id);
}
