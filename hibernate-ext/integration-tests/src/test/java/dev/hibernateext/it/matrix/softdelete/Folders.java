/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import jakarta.data.repository.By;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import java.util.List;

/** Jakarta Data for {@link Folder}. */
@Repository
interface Folders {

    @Find
    List<Folder> ofScene(@By("scene") int scene);

    @Query("from Folder where scene = :scene")
    List<Folder> queried(int scene);

    @Delete
    void delete(Folder folder);

    @Update
    void update(Folder folder);

    @Save
    void save(Folder folder);

    @Delete
    void deleteByCode(@By("code") String code);

    @Query("update Folder set text = :text where code = :code")
    int rewrite(String code, String text);

    @Query("delete Folder where code = :code")
    int deleted(String code);
}
