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

/** Jakarta Data for {@link CardPayment}. */
@Repository
interface CardPayments extends RowRepository<CardPayment> {

    @Insert
    @Override
    void insert(CardPayment row);

    @Update
    @Override
    void update(CardPayment row);

    @Save
    @Override
    void save(CardPayment row);

    @Delete
    @Override
    void delete(CardPayment row);

    @Query("update CardPayment set text = :text where id = :id")
    @Override
    int rewrite(int id, String text);

    @Find
    @Override
    CardPayment byId(@By("id") int id);

    @Query("from CardPayment where id = :id")
    @Override
    CardPayment queried(int id);
}
