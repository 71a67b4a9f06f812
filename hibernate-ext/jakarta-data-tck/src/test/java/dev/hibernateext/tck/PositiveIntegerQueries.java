/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import ee.jakarta.tck.data.framework.read.only.NaturalNumber;
import ee.jakarta.tck.data.framework.read.only.NaturalNumber.NumberType;
import ee.jakarta.tck.data.framework.read.only.PositiveIntegers;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The methods of {@link PositiveIntegers} that have their query in their name. */
@Repository
public interface PositiveIntegerQueries extends PositiveIntegers {
    @Override
    @Query("select count(this) where id < :number")
    long countByIdLessThan(long number);

    @Override
    @Query("select count(this) > 0 where id > :number")
    boolean existsByIdGreaterThan(Long number);

    @Override
    @Query("where floorOfSquareRoot <> :excludeSqrt and id < :eclusiveMax")
    @OrderBy(value = "numBitsRequired", descending = true)
    CursoredPage<NaturalNumber> findByFloorOfSquareRootNotAndIdLessThanOrderByNumBitsRequiredDesc(
            long excludeSqrt, long eclusiveMax, PageRequest pagination, Order<NaturalNumber> order);

    @Override
    @Query("where isOdd = true and id <= :max")
    @OrderBy(value = "id", descending = true)
    List<NaturalNumber> findByIsOddTrueAndIdLessThanEqualOrderByIdDesc(long max);

    @Override
    @Query("where isOdd = false and id between :min and :max")
    List<NaturalNumber> findByIsOddFalseAndIdBetween(long min, long max);

    @Override
    @Query("where numType in :types")
    @OrderBy("id")
    Stream<NaturalNumber> findByNumTypeInOrderByIdAsc(Set<NumberType> types, Limit limit);

    @Override
    @Query("where numType = :type or floorOfSquareRoot = :floor")
    Stream<NaturalNumber> findByNumTypeOrFloorOfSquareRoot(NumberType type, long floor);
}
