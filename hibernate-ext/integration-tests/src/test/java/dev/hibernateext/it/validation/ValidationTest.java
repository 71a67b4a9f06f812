/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.it.validation.Checked.Counted;
import dev.hibernateext.it.validation.Checked.Grouped;
import dev.hibernateext.it.validation.Checked.Item;
import dev.hibernateext.it.validation.Checked.Numbered;
import dev.hibernateext.it.validation.Checked.Product;
import dev.hibernateext.it.validation.Checked.Secret;
import dev.hibernateext.it.validation.Checked.Stamped;
import dev.hibernateext.it.validation.Checked.Tagged;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entities with constraints, in a session factory that checks them. */
@HibernateExtTest(
        entities = {
            Product.class,
            Item.class,
            Secret.class,
            Grouped.class,
            Numbered.class,
            Stamped.class,
            Tagged.class,
            Counted.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
abstract class ValidationTest {

    static @Nullable String nameOf(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Product.class, id).name);
    }

    static List<String> pathsOf(Runnable work) {
        return catchThrowableOfType(EntityValidationException.class, work::run).violations().stream()
                .map(EntityViolation::path)
                .toList();
    }
}
