/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import ee.jakarta.tck.data.framework.read.only.NaturalNumber;
import ee.jakarta.tck.data.framework.read.only.NaturalNumber.NumberType;
import ee.jakarta.tck.data.framework.read.only.NaturalNumbers;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.stream.Stream;

/** The methods of {@link NaturalNumbers} that have their query in their name. */
@Repository
public interface NaturalNumberQueries extends NaturalNumbers {
    @Override
    @Query("select count(this)")
    long countAll();

    @Override
    @Query("select count(this) where id between :minimum and :maximum")
    long countByIdBetween(long minimum, long maximum);

    @Override
    @Query("select count(this) > 0 where id = :id")
    boolean existsById(long id);

    @Override
    @Query("where floorOfSquareRoot = :sqrtFloor")
    @OrderBy("id")
    CursoredPage<NaturalNumber> findByFloorOfSquareRootOrderByIdAsc(long sqrtFloor, PageRequest pagination);

    @Override
    @Query("where id between :minimum and :maximum")
    @OrderBy("numType")
    Stream<NaturalNumber> findByIdBetweenOrderByNumTypeAsc(long minimum, long maximum, Order<NaturalNumber> sorts);

    @Override
    @Query("where id >= :minimum")
    List<NaturalNumber> findByIdGreaterThanEqual(long minimum, Limit limit, Order<NaturalNumber> sorts);

    @Override
    @Query("where id < :exclusiveMax")
    NaturalNumber[] findByIdLessThan(
            long exclusiveMax, Sort<NaturalNumber> primarySort, Sort<NaturalNumber> secondarySort);

    @Override
    @Query("where id <= :maximum")
    List<NaturalNumber> findByIdLessThanEqual(long maximum, Sort<?>... sorts);

    @Override
    @Query("where id < :exclusiveMax")
    @OrderBy(value = "floorOfSquareRoot", descending = true)
    Page<NaturalNumber> findByIdLessThanOrderByFloorOfSquareRootDesc(
            long exclusiveMax, PageRequest pagination, Order<NaturalNumber> order);

    @Override
    @Query("where numType = :type and numBitsRequired < :bitsUnder")
    CursoredPage<NaturalNumber> findByNumTypeAndNumBitsRequiredLessThan(
            NumberType type, short bitsUnder, Order<NaturalNumber> order, PageRequest pagination);

    @Override
    @Query("where numType <> :notThisType")
    NaturalNumber[] findByNumTypeNot(NumberType notThisType, Limit limit, Order<NaturalNumber> sorts);

    @Override
    @Query("where numType = :type and floorOfSquareRoot <= :maxSqrtFloor")
    Page<NaturalNumber> findByNumTypeAndFloorOfSquareRootLessThanEqual(
            NumberType type, long maxSqrtFloor, PageRequest pagination, Sort<NaturalNumber> sort);
}
