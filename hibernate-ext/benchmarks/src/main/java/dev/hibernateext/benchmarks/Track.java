/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.math.BigDecimal;

/** What the operations need of an entity, however its columns are filled. */
public interface Track {

    /** Changes the price by hand, as an application would. */
    void changePrice(BigDecimal price);

    /** The price, so that a result is used. */
    BigDecimal price();
}
