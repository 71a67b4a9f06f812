/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.core.validation.DataConstraintException;
import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.ViolatedConstraint;
import dev.hibernateext.testing.HibernateExtTest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class ValidationTest {

    @Test
    void tellsAllViolationsOfAFlush(SessionFactory factory) {
        factory.inTransaction(session -> {
            session.persist(new Customer(1, " ", 5));
            session.persist(new Customer(2, "ada", -1));

            assertThat(errorsOf(session)).containsExactlyInAnyOrder("1 name", "2 discount");
            session.clear();
        });
    }

    private static List<String> errorsOf(Session session) {
        var errors = new ArrayList<String>();
        try {
            session.flush();
        } catch (EntityValidationException e) {
            for (var violation : e.violations()) {
                errors.add(violation.id() + " " + violation.path());
            }
        }
        return errors;
    }

    @Test
    void validatesAPatchOnly(SessionFactory factory) {
        var patch = Map.<String, Object>of("discount", -1);

        var violations = EntityValidation.of(factory).validateProperties(Customer.class, patch);

        assertThat(violations)
                .singleElement()
                .satisfies(violation -> assertThat(violation.path()).isEqualTo("discount"));
    }

    @Test
    void tellsWhichAttributeTheDatabaseRefused(SessionFactory factory) {
        insert(factory, new Customer(1, "ada", 5));

        assertThatExceptionOfType(DataConstraintException.class)
                .isThrownBy(() -> insert(factory, new Customer(2, "ada", 5)))
                .satisfies(error -> assertThat(error.kind()).isEqualTo(ViolatedConstraint.Kind.UNIQUE))
                .satisfies(error -> assertThat(error.attributes()).containsExactly("name"));
    }

    private static void insert(SessionFactory factory, Customer customer) {
        try {
            factory.inTransaction(session -> session.persist(customer));
        } catch (PersistenceException e) {
            throw ConstraintViolations.translate(e, factory)
                    .<RuntimeException>map(error -> error)
                    .orElse(e);
        }
    }

    @Entity(name = "Customer")
    static class Customer {

        @Id
        int id;

        @NotBlank
        @Column(unique = true)
        String name;

        @Positive
        int discount;

        Customer(int id, String name, int discount) {
            this.id = id;
            this.name = name;
            this.discount = discount;
        }

        Customer() {
            this(0, "", 0);
        }
    }
}
