/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.beanvalidation.HibernateTraversableResolver;
import org.hibernate.cfg.ValidationSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the validator of a factory when it is first needed: from the validator factory the user gave, else from one of its
 * own, closed with the session factory. It loads nothing lazy and follows no association, as {@code
 * org.hibernate.boot.beanvalidation.HibernateTraversableResolver} decides.
 */
final class ValidatorSource implements Supplier<Validator>, SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private final transient SessionFactoryImplementor factory;
    private transient volatile @Nullable Validator validator;
    private transient @Nullable ValidatorFactory own;

    private ValidatorSource(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    static ValidatorSource of(SessionFactoryImplementor factory) {
        var source = new ValidatorSource(factory);
        factory.addObserver(source);
        return source;
    }

    @Override
    public Validator get() {
        var made = validator;
        return made != null ? made : make();
    }

    private synchronized Validator make() {
        if (validator == null) {
            validator = validatorFactory()
                    .usingContext()
                    .traversableResolver(resolver())
                    .getValidator();
        }
        return validator;
    }

    private ValidatorFactory validatorFactory() {
        var given = given();
        if (given != null) {
            return given;
        }
        own = Validation.buildDefaultValidatorFactory();
        return own;
    }

    @SuppressWarnings("deprecation")
    private @Nullable ValidatorFactory given() {
        if (factory.getSessionFactoryOptions().getValidatorFactoryReference() instanceof ValidatorFactory reference) {
            return reference;
        }
        var settings = factory.getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        var value = settings.getOrDefault(
                ValidationSettings.JPA_VALIDATION_FACTORY, settings.get(ValidationSettings.JAKARTA_VALIDATION_FACTORY));
        return value instanceof ValidatorFactory given ? given : null;
    }

    private HibernateTraversableResolver resolver() {
        var resolver = new HibernateTraversableResolver();
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> resolver.addPersister(persister, factory));
        return resolver;
    }

    @Override
    public synchronized void sessionFactoryClosed(SessionFactory closed) {
        if (own != null) {
            own.close();
            own = null;
        }
    }
}
