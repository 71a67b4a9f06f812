/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import ee.jakarta.tck.data.framework.read.only.AsciiCharacter;
import ee.jakarta.tck.data.framework.read.only.AsciiCharacters;
import ee.jakarta.tck.data.framework.read.only.CustomRepository;
import ee.jakarta.tck.data.framework.read.only.NaturalNumber;
import ee.jakarta.tck.data.framework.read.only.NaturalNumbers;
import ee.jakarta.tck.data.framework.read.only.PositiveIntegers;
import ee.jakarta.tck.data.standalone.entity.Box;
import ee.jakarta.tck.data.standalone.entity.Boxes;
import ee.jakarta.tck.data.standalone.entity.Boxes_;
import ee.jakarta.tck.data.standalone.entity.Coordinate;
import ee.jakarta.tck.data.standalone.entity.MultipleEntityRepo;
import ee.jakarta.tck.data.standalone.entity.MultipleEntityRepo_;
import ee.jakarta.tck.data.standalone.persistence.Catalog;
import ee.jakarta.tck.data.standalone.persistence.Product;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Stands for the container: gives the tests of the TCK their repositories, each over one stateless session a test.
 * Statements commit themselves, as the tests hold streams beyond the call that returned them. Names no type of the
 * library, which is not there in one of the two runs.
 */
public final class RepositoryInjection implements BeforeEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(RepositoryInjection.class);

    private static final Map<Class<?>, Function<StatelessSession, Object>> REPOSITORIES = Map.of(
            AsciiCharacters.class, AsciiCharacterQueries_::new,
            Boxes.class, Boxes_::new,
            Catalog.class, CatalogQueries_::new,
            CustomRepository.class, CustomQueries_::new,
            MultipleEntityRepo.class, MultipleEntityRepo_::new,
            NaturalNumbers.class, NaturalNumberQueries_::new,
            PositiveIntegers.class, PositiveIntegerQueries_::new);

    /** For the discovery of extensions. */
    public RepositoryInjection() {}

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        var test = context.getRequiredTestInstance();
        for (var field : test.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class)) {
                inject(test, field, session(context));
            }
        }
    }

    private static void inject(Object test, Field field, StatelessSession session) throws IllegalAccessException {
        var repository = Objects.requireNonNull(REPOSITORIES.get(field.getType()), field::toString);
        field.setAccessible(true);
        field.set(test, repository.apply(session));
    }

    private static StatelessSession session(ExtensionContext context) {
        var factory = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("factory", key -> factory(), SessionFactory.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent("session", key -> factory.openStatelessSession(), StatelessSession.class);
    }

    private static SessionFactory factory() {
        return new HibernatePersistenceConfiguration("tck")
                .managedClasses(AsciiCharacter.class, Box.class, Coordinate.class, NaturalNumber.class, Product.class)
                .jdbcUrl("jdbc:h2:mem:tck")
                .schemaToolingAction(Action.CREATE_DROP)
                .property(AvailableSettings.AUTOCOMMIT, true)
                .property(AvailableSettings.ALLOW_UPDATE_OUTSIDE_TRANSACTION, true)
                .createEntityManagerFactory();
    }
}
