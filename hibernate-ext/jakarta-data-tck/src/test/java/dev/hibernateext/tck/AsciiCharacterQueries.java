/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import ee.jakarta.tck.data.framework.read.only.AsciiCharacter;
import ee.jakarta.tck.data.framework.read.only.AsciiCharacters;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The methods of {@link AsciiCharacters} that have their query in their name. */
@Repository
public interface AsciiCharacterQueries extends AsciiCharacters {
    @Override
    @Query("select count(this) where id between :minimum and :maximum")
    long countByIdBetween(long minimum, long maximum);

    @Override
    @Query("select count(this) > 0 where id = :id")
    boolean existsById(long id);

    @Override
    @Query("select count(this) where hexadecimal is not null")
    long countByHexadecimalNotNull();

    @Override
    @Query("select count(this) > 0 where thisCharacter = :ch")
    boolean existsByThisCharacter(char ch);

    @Override
    @Query("where hexadecimal like concat('%', :substring, '%') and isControl <> :isPrintable")
    List<AsciiCharacter> findByHexadecimalContainsAndIsControlNot(String substring, boolean isPrintable);

    @Override
    @Query("where lower(hexadecimal) between lower(:minHex) and lower(:maxHex) and hexadecimal not in :excludeHex")
    Stream<AsciiCharacter> findByHexadecimalIgnoreCaseBetweenAndHexadecimalNotIn(
            String minHex, String maxHex, Set<String> excludeHex, Order<AsciiCharacter> sorts);

    @Override
    @Query("where lower(hexadecimal) = lower(:hex)")
    AsciiCharacter findByHexadecimalIgnoreCase(String hex);

    @Override
    @Query("where id between :minimum and :maximum")
    Stream<AsciiCharacter> findByIdBetween(long minimum, long maximum, Sort<AsciiCharacter> sort);

    @Override
    @Query("where isControl = true and numericValue between :min and :max")
    AsciiCharacter findByIsControlTrueAndNumericValueBetween(int min, int max);

    @Override
    @Query("where numericValue = :id")
    Optional<AsciiCharacter> findByNumericValue(int id);

    @Override
    @Query("where numericValue between :min and :max")
    Page<AsciiCharacter> findByNumericValueBetween(
            int min, int max, PageRequest pagination, Order<AsciiCharacter> order);

    @Override
    @Query("where numericValue <= :max and numericValue >= :min")
    List<AsciiCharacter> findByNumericValueLessThanEqualAndNumericValueGreaterThanEqual(int max, int min);

    @Override
    @Query("where numericValue >= :minValue and hexadecimal like concat('%', :lastHexDigit) limit 3")
    AsciiCharacter[] findFirst3ByNumericValueGreaterThanEqualAndHexadecimalEndsWith(
            int minValue, String lastHexDigit, Sort<AsciiCharacter> sort);

    @Override
    @Query("where hexadecimal like concat(:firstHexDigit, '%') and isControl = :isControlChar limit 1")
    @OrderBy("id")
    Optional<AsciiCharacter> findFirstByHexadecimalStartsWithAndIsControlOrderByIdAsc(
            String firstHexDigit, boolean isControlChar);
}
