/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import dev.hibernateext.examples.storefront.shop.ShopRow;
import jakarta.persistence.Entity;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.Audited;
import org.jspecify.annotations.Nullable;

/** Somebody who buys tracks. */
@Entity
@Audited
public class Customer extends ShopRow {

    @NotBlank
    @Size(max = 100)
    private String firstName = "";

    @NotBlank
    @Size(max = 100)
    private String lastName = "";

    @Size(max = 100)
    private @Nullable String company;

    @Email
    @Size(max = 100)
    private @Nullable String email;

    @Size(max = 40)
    private @Nullable String phone;

    @Size(max = 80)
    private @Nullable String city;

    @Size(max = 80)
    private @Nullable String country;

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(String firstName) {
        this.firstName = firstName;
    }

    public String getLastName() {
        return lastName;
    }

    public void setLastName(String lastName) {
        this.lastName = lastName;
    }

    public @Nullable String getCompany() {
        return company;
    }

    public void setCompany(@Nullable String company) {
        this.company = company;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }

    public @Nullable String getPhone() {
        return phone;
    }

    public void setPhone(@Nullable String phone) {
        this.phone = phone;
    }

    public @Nullable String getCity() {
        return city;
    }

    public void setCity(@Nullable String city) {
        this.city = city;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public void setCountry(@Nullable String country) {
        this.country = country;
    }
}
