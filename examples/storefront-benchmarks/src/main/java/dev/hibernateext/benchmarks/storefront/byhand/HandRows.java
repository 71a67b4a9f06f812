/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * What all repositories have.
 *
 * @param <E> the entity
 */
@NoRepositoryBean
interface HandRows<E extends HandRow> extends JpaRepository<E, Long>, JpaSpecificationExecutor<E> {

    /** Of artists. */
    interface Artists extends HandRows<Artist> {}

    /** Of albums. */
    interface Albums extends HandRows<Album> {}

    /** Of tracks. */
    interface Tracks extends HandRows<Track> {}

    /** Of customers. */
    interface Customers extends HandRows<Customer> {}

    /** Of invoices. */
    interface Invoices extends HandRows<Invoice> {}
}
