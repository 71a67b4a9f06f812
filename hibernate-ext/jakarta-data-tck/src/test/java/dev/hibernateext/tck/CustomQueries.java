/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import ee.jakarta.tck.data.framework.read.only.CustomRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Set;

/** The methods of {@link CustomRepository} that have their query in their name. */
@Repository
public interface CustomQueries extends CustomRepository {
    @Override
    @Query("select count(this) where id in :ids")
    long countByIdIn(Set<Long> ids);

    @Override
    @Query("select count(this) > 0 where id in :ids")
    boolean existsByIdIn(Set<Long> ids);
}
