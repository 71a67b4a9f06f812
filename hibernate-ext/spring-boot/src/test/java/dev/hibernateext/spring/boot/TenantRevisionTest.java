/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.revision.RecordedRevision;
import dev.hibernateext.history.revision.TenantRevision;
import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.Changelog;
import org.hibernate.annotations.Temporal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/** Where rows of tenants have a history, their revisions are mapped, unless the application maps revisions. */
class TenantRevisionTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(HistoryAutoConfiguration.class));

    private ApplicationContextRunner mapping(Class<?>... entities) {
        var names = Stream.of(entities).map(Class::getName).toArray(String[]::new);
        return runner.withBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(names));
    }

    private static List<String> mapped(ApplicationContext context) {
        return context.getBean(PersistenceManagedTypes.class).getManagedClassNames();
    }

    private static List<String> names(ApplicationContext context, String unit) {
        return context.getBean(unit, PersistenceManagedTypes.class).getManagedClassNames();
    }

    private static void assertThatNothingIsAdded(ApplicationContextRunner application, Class<?>... entities) {
        var names = Stream.of(entities).map(Class::getName).toArray(String[]::new);
        application.run(context -> assertThat(mapped(context)).containsExactly(names));
    }

    @Test
    void isAddedToRecordedRowsOfTenants() {
        mapping(Shelf.class, Price.class)
                .run(context -> assertThat(mapped(context))
                        .containsExactly(Shelf.class.getName(), Price.class.getName(), TenantRevision.class.getName()));
    }

    @Test
    void isAddedToEachPersistenceUnitThatLacksIt() {
        runner.withBean(
                        "shelves",
                        PersistenceManagedTypes.class,
                        () -> PersistenceManagedTypes.of(Shelf.class.getName()))
                .withBean(
                        "prices",
                        PersistenceManagedTypes.class,
                        () -> PersistenceManagedTypes.of(Price.class.getName()))
                .run(context -> {
                    assertThat(names(context, "shelves")).contains(TenantRevision.class.getName());
                    assertThat(names(context, "prices")).containsExactly(Price.class.getName());
                });
    }

    @Test
    void isNotAddedWhereNothingIsRecordedOrNothingBelongsToTenants() {
        assertThatNothingIsAdded(mapping(Lamp.class), Lamp.class);
        assertThatNothingIsAdded(mapping(Price.class), Price.class);
    }

    @Test
    void backsOffWhereTheApplicationHasRevisionsOfItsOwn() {
        assertThatNothingIsAdded(mapping(Shelf.class, Edit.class), Shelf.class, Edit.class);
        assertThatNothingIsAdded(mapping(Shelf.class, Log.class), Shelf.class, Log.class);
        assertThatNothingIsAdded(mapping(Shelf.class, Tariff.class), Shelf.class, Tariff.class);
        assertThatNothingIsAdded(mapping(Shelf.class, TenantRevision.class), Shelf.class, TenantRevision.class);
    }

    @Test
    void backsOffWhereAPropertySaysSo() {
        for (var property : List.of(
                "hibernate-ext.history.tenant-revision",
                "spring.jpa.properties.hibernate.ext.enabled",
                "spring.jpa.properties.hibernate.ext.history.record_context")) {
            assertThatNothingIsAdded(mapping(Shelf.class).withPropertyValues(property + "=false"), Shelf.class);
        }
    }

    @Test
    void needsTheHistory() {
        assertThatNothingIsAdded(
                mapping(Shelf.class).withClassLoader(new FilteredClassLoader(TenantRevision.class)), Shelf.class);
    }

    @Test
    void loadsNoEntityBeforeThoseWhoWeaveIt() {
        var asked = new ArrayList<String>();
        var loader = new ClassLoader(getClass().getClassLoader()) {

            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        };

        assertThat(MappedAnnotations.of(List.of(Shelf.class.getName()), loader).lackTenantRevision())
                .isTrue();
        assertThat(asked)
                .contains(Audited.class.getName())
                .doesNotContain(Shelf.class.getName(), TenantEntity.class.getName());
    }

    @Entity
    @Audited
    static class Shelf extends TenantEntity {

        @Id
        int id;
    }

    @Entity
    static class Lamp extends TenantEntity {

        @Id
        int id;
    }

    @Entity
    @Audited
    static class Price {

        @Id
        int id;
    }

    @Entity
    static class Edit extends RecordedRevision {}

    @Entity
    @Changelog
    static class Log {

        @Id
        int id;
    }

    @Entity
    @Temporal
    static class Tariff {

        @Id
        int id;
    }
}
