/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import dev.hibernateext.examples.storefront.rest.RestResource;
import dev.hibernateext.examples.storefront.rest.RestTableBuilder;
import dev.hibernateext.examples.storefront.rest.RestWork;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Customers. */
@RestController
@RequestMapping("/shops/{shop}/api/customers")
class CustomerResource extends RestResource<Customer, CustomerView> {

    CustomerResource(RestWork work) {
        super(
                work,
                new RestTableBuilder<>(work.factory(), Customer.class, Customer::new)
                        .readable("phone", "city", "country")
                        .searched("firstName", "lastName", "company", "email")
                        .writable("firstName", "lastName", "company", "email", "phone", "city", "country")
                        .build(),
                CustomerView::of);
    }
}
