/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.Entity;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** Somebody who buys tracks. */
@Entity
@Audited
@SQLRestriction(HandRow.PRESENT)
class Customer extends HandRow {

    @NotBlank
    @Size(max = 100)
    String firstName = "";

    @NotBlank
    @Size(max = 100)
    String lastName = "";

    @Size(max = 100)
    @Nullable
    String company;

    @Email
    @Size(max = 100)
    @Nullable
    String email;

    @Size(max = 40)
    @Nullable
    String phone;

    @Size(max = 80)
    @Nullable
    String city;

    @Size(max = 80)
    @Nullable
    String country;
}
