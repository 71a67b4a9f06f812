/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hibernateext.examples.storefront.rest.Stamps;
import org.jspecify.annotations.Nullable;

/** A customer as clients see one. */
record CustomerView(
        @Nullable Long id,
        @Nullable Long version,
        String firstName,
        String lastName,
        @Nullable String company,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String country,
        @JsonUnwrapped Stamps stamps) {

    static CustomerView of(Customer customer) {
        return new CustomerView(
                customer.getId(),
                customer.getVersion(),
                customer.getFirstName(),
                customer.getLastName(),
                customer.getCompany(),
                customer.getEmail(),
                customer.getPhone(),
                customer.getCity(),
                customer.getCountry(),
                Stamps.of(customer));
    }

    /** A customer beside something else. */
    record Named(@Nullable Long id, String firstName, String lastName) {

        static Named of(Customer customer) {
            return new Named(customer.getId(), customer.getFirstName(), customer.getLastName());
        }
    }
}
