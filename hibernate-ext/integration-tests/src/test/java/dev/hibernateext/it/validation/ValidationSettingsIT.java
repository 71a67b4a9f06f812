/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.core.validation.Update;
import dev.hibernateext.it.validation.Checked.Product;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import java.util.Locale;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

/** Which validation there is, as settings and sessions say. */
class ValidationSettingsIT extends ValidationTest {

    @Test
    void givesWayToHibernatesOwnWhereItIsSwitchedOff(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            try (var off = HibernateExt.of(session).without(Feature.VALIDATION)) {
                session.persist(new Product(1, "", 1));
                assertThatThrownBy(session::flush).isInstanceOf(ConstraintViolationException.class);
            }
            session.getTransaction().rollback();
            session.getTransaction().begin();
        });
        try (var off = scope.openAnother(settings -> settings.put("hibernate.ext.validation.enabled", "false"))) {
            assertThatThrownBy(() -> off.inTransaction(session -> {
                        session.persist(new Product(1, "", 1));
                        session.flush();
                    }))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(EntityValidation.of(off.factory()).validateValue(Product.class, "name", ""))
                    .isEmpty();
        }
    }

    @Test
    void doesNothingInModeNone(SessionFactoryScope scope) {
        var configuration = new HibernatePersistenceConfiguration("none").managedClass(Product.class);
        configuration.validationMode(jakarta.persistence.ValidationMode.NONE);
        try (var factory = configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, scope.dataSource())
                .createEntityManagerFactory()) {
            factory.inTransaction(session -> session.persist(new Product(1, "", 1)));
            assertThat(EntityValidation.of(factory).validateValue(Product.class, "name", ""))
                    .isEmpty();
        }
    }

    @Test
    void usesTheValidatorFactoryAndGroupsOfTheSettings(SessionFactoryScope scope) {
        try (var given = Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new FixedMessages())
                        .buildValidatorFactory();
                var other = scope.openAnother(settings -> {
                    settings.put("jakarta.persistence.validation.factory", given);
                    settings.put("jakarta.persistence.validation.group.pre-persist", Update.class.getName());
                })) {
            other.inTransaction(session -> session.persist(new Product(1, "", 1)));
            var error = catchThrowableOfType(
                    EntityValidationException.class,
                    () -> other.inTransaction(session -> {
                        session.find(Product.class, 1).stock = 9;
                        session.flush();
                    }));
            assertThat(error.violations()).extracting(EntityViolation::message).containsExactly("given");
        }
    }

    private static final class FixedMessages implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return "given";
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return "given";
        }
    }
}
