/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.DeletedBy;
import dev.hibernateext.mixins.Deletion;
import dev.hibernateext.mixins.SoftDeletable;
import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Temporal;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.PersistentAttributeInterceptor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultDeleteEventListener;
import org.hibernate.event.internal.DefaultLoadEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.internal.PersisterClassResolverInitiator;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be soft-deletable fails the start, with what to do; where nothing is, nothing is installed. */
class SoftDeleteMappingTest {

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesToStartWith(List<Class<?>> entities, String element, String remedy) {
        var failure = catchThrowable(
                () -> configuration(entities).buildSessionFactory().close());

        assertThat(HibernateExtException.findIn(failure, SoftDeleteMappingException.class))
                .satisfies(e -> assertThat(e.element()).endsWith(element))
                .hasMessageContaining(remedy);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("WithoutMark", "Extend SoftDeletableEntity", WithoutMark.class),
                mistake("ActorOnly", "Extend SoftDeletableEntity", ActorOnly.class),
                mistake("OnSubclass.gone", "Move it to the root", Root.class, OnSubclass.class),
                mistake("AnnotatedSubclass", "Move it to the root", Root.class, AnnotatedSubclass.class),
                mistake("TextTime.gone", "Make it an Instant", TextTime.class),
                mistake("NotNull.gone", "nullable column", NotNull.class),
                mistake("Twice", "two deletion marks", Twice.class),
                mistake("Nested.outer.inner.gone", "Put it on the entity", Nested.class),
                mistake("WithCores", "Remove that annotation", WithCores.class),
                mistake("WithTime", "use @Audited", WithTime.class),
                mistake("WithSql", "Remove @SQLDelete", WithSql.class),
                mistake("Ordered.targets", "Use @OrderBy", Target.class, Ordered.class),
                mistake("Bagged.targets", "Make it a Set", Target.class, Bagged.class),
                mistake("Keyed.targets", "Use the identifier", Target.class, Plain.class, Keyed.class),
                mistake("Missing.target", "Remove @NotFound", Target.class, Missing.class),
                mistake("ByCode.target", "Refer to the primary key", Target.class, ByCode.class));
    }

    private static Arguments mistake(String element, String remedy, Class<?>... entities) {
        return Arguments.of(List.of(entities), element, remedy);
    }

    @Test
    void refusesToStartWithAnotherTranslator() {
        var failure = catchThrowable(() -> configuration(List.of(Target.class))
                .setProperty(QuerySettings.SEMANTIC_QUERY_TRANSLATOR, StandardSqmTranslatorFactory.class.getName())
                .buildSessionFactory()
                .close());

        assertThat(HibernateExtException.findIn(failure, SoftDeleteMappingException.class))
                .hasMessageContaining(QuerySettings.SEMANTIC_QUERY_TRANSLATOR);
    }

    @Test
    void refusesToStartWithAnotherPersisterOfAnEnhancedClass() {
        var failure = catchThrowable(() -> configuration(List.of(Enhanced.class))
                .setProperty(PersisterClassResolverInitiator.IMPL_NAME, OwnResolver.class.getName())
                .buildSessionFactory()
                .close());

        assertThat(HibernateExtException.findIn(failure, SoftDeleteMappingException.class))
                .hasMessageContaining(OwnPersister.class.getName());
    }

    @Test
    void installsNothingWhereNothingIsSoftDeletable() {
        try (var factory = configuration(List.of(Plain.class)).buildSessionFactory()) {
            var implementor = factory.unwrap(SessionFactoryImplementor.class);
            assertThat(listeners(implementor, EventType.LOAD)).containsExactly(DefaultLoadEventListener.class);
            assertThat(listeners(implementor, EventType.DELETE)).containsExactly(DefaultDeleteEventListener.class);
            assertThat(factory.getDefinedFilterNames()).isEmpty();
            factory.inTransaction(session -> {
                try (var all = DeletedRows.INCLUDE.openSession(session)) {
                    assertThat(all.find(Plain.class, 1)).isNull();
                }
            });
        }
    }

    @Test
    void listensToNothingThatKeepsHibernateFromDeletingWithoutLoading() {
        try (var plain = configuration(List.of(Plain.class)).buildSessionFactory();
                var soft = configuration(List.of(Target.class)).buildSessionFactory()) {
            for (var type : List.of(EventType.PRE_DELETE, EventType.POST_DELETE, EventType.POST_COMMIT_DELETE)) {
                assertThat(listeners(soft.unwrap(SessionFactoryImplementor.class), type))
                        .isEqualTo(listeners(plain.unwrap(SessionFactoryImplementor.class), type));
            }
        }
    }

    private static <T> List<Class<?>> listeners(SessionFactoryImplementor factory, EventType<T> type) {
        var classes = new ArrayList<Class<?>>();
        factory.getEventListenerRegistry()
                .getEventListenerGroup(type)
                .fireEventOnEachListener(classes, (listener, found) -> found.add(listener.getClass()));
        return classes;
    }

    private static Configuration configuration(List<Class<?>> entities) {
        var configuration = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:soft-delete-mapping")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        entities.forEach(configuration::addAnnotatedClass);
        return configuration;
    }

    @Entity
    static class Plain {

        @Id
        int id;
    }

    @Entity
    static class Target extends SoftDeletableEntity {

        @Id
        int id;

        @Column(unique = true)
        int code;
    }

    @Entity
    @SoftDeletable
    static class WithoutMark {

        @Id
        int id;
    }

    @Entity
    static class ActorOnly {

        @Id
        int id;

        @DeletedBy
        @Nullable
        String by;
    }

    @Entity
    static class Root {

        @Id
        int id;
    }

    @Entity
    static class OnSubclass extends Root {

        @DeletedAt
        @Nullable
        Instant gone;
    }

    @Entity
    @SoftDeletable
    static class AnnotatedSubclass extends Root {}

    @Entity
    static class TextTime {

        @Id
        int id;

        @DeletedAt
        @Nullable
        String gone;
    }

    @Entity
    static class NotNull {

        @Id
        int id;

        @DeletedAt
        @Column(nullable = false)
        @Nullable
        Instant gone;
    }

    @Entity
    static class Twice extends SoftDeletableEntity {

        @Id
        int id;

        @DeletedAt
        @Nullable
        Instant gone;
    }

    @Embeddable
    static class Inner {

        @DeletedAt
        @Nullable
        Instant gone;
    }

    @Embeddable
    static class Outer {

        @Nullable
        Inner inner;
    }

    @Entity
    static class Nested {

        @Id
        int id;

        @Nullable
        Outer outer;
    }

    @Entity
    @SoftDelete
    static class WithCores {

        @Id
        int id;

        @Nullable
        Deletion deletion;
    }

    @Entity
    @Temporal
    static class WithTime extends SoftDeletableEntity {

        @Id
        int id;
    }

    @Entity
    @SQLDelete(sql = "delete from WithSql where id = ? and version = ?")
    static class WithSql extends SoftDeletableEntity {

        @Id
        int id;
    }

    public static final class OwnResolver extends StandardPersisterClassResolver {

        private static final long serialVersionUID = 1L;

        @Override
        public Class<? extends EntityPersister> singleTableEntityPersister() {
            return OwnPersister.class;
        }
    }

    abstract static class OwnPersister extends SingleTableEntityPersister {

        OwnPersister(
                PersistentClass entity,
                EntityDataAccess cache,
                NaturalIdDataAccess naturalIdCache,
                RuntimeModelCreationContext context) {
            super(entity, cache, naturalIdCache, context);
        }
    }

    @Entity
    static class Enhanced extends SoftDeletableEntity implements PersistentAttributeInterceptable {

        @Id
        int id;

        @Override
        public @Nullable PersistentAttributeInterceptor $$_hibernate_getInterceptor() {
            return null;
        }

        @Override
        public void $$_hibernate_setInterceptor(@Nullable PersistentAttributeInterceptor interceptor) {}
    }

    @Entity
    static class Ordered {

        @Id
        int id;

        @OneToMany
        @OrderColumn
        List<Target> targets = new ArrayList<>();
    }

    @Entity
    static class Bagged {

        @Id
        int id;

        @ManyToMany
        List<Target> targets = new ArrayList<>();
    }

    @Entity
    static class Keyed {

        @Id
        int id;

        @ManyToMany
        @MapKeyJoinColumn
        Map<Target, Plain> targets = new HashMap<>();
    }

    @Entity
    static class Missing {

        @Id
        int id;

        @ManyToOne
        @NotFound(action = NotFoundAction.IGNORE)
        @Nullable
        Target target;
    }

    @Entity
    static class ByCode {

        @Id
        int id;

        @ManyToOne
        @JoinColumn(referencedColumnName = "code")
        @Nullable
        Target target;
    }
}
