/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import ee.jakarta.tck.data.standalone.persistence.Catalog;
import ee.jakarta.tck.data.standalone.persistence.Product;
import jakarta.data.Order;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.stream.Stream;

/** The methods of {@link Catalog} that have their query in their name. */
@Repository
public interface CatalogQueries extends Catalog {
    @Override
    @Query("delete from Product where productNum like :pattern")
    long deleteByProductNumLike(String pattern);

    @Override
    @Query("select count(this) where price >= :price")
    long countByPriceGreaterThanEqual(Double price);

    @Override
    @Query("where name like :name")
    List<Product> findByNameLike(String name);

    @Override
    @Query("where price is not null and price <= :maxPrice")
    @OrderBy(value = "price", descending = true)
    Stream<Product> findByPriceNotNullAndPriceLessThanEqual(double maxPrice);

    @Override
    @Query("where price is null")
    List<Product> findByPriceNull();

    @Override
    @Query("where productNum between :first and :last")
    List<Product> findByProductNumBetween(String first, String last, Order<Product> sorts);

    @Override
    @Query("where productNum like :productNum")
    List<Product> findByProductNumLike(String productNum);
}
