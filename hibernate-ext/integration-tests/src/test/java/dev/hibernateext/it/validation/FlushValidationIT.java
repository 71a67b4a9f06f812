/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.validation.Delete;
import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.core.validation.Insert;
import dev.hibernateext.core.validation.UnknownPropertyException;
import dev.hibernateext.core.validation.Update;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FlushValidationIT {

    @Test
    void raisesTheViolationsOfAllEntitiesBeforeTheFirstStatement(
            SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> session.persist(new Product(1, "ok", 1)));

        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.find(Product.class, 1).stock = 7000;
            session.persist(new Product(2, "fine", 1));
            session.persist(new Product(3, "", 8000));
            recorder.clear();

            var error = catchThrowableOfType(EntityValidationException.class, session::flush);

            recorder.assertCount(0);
            assertThat(error.violations())
                    .extracting(EntityViolation::id, EntityViolation::path, EntityViolation::constraint)
                    .containsExactlyInAnyOrder(
                            tuple(1, "stock", Max.class),
                            tuple(3, "name", NotBlank.class),
                            tuple(3, "stock", Max.class));
            assertThat(session.getTransaction().getRollbackOnly()).isTrue();
            session.getTransaction().rollback();
        }
    }

    @Test
    void describesTheErrorWithoutValues(SessionFactoryScope scope) {
        var error = catchThrowableOfType(
                EntityValidationException.class,
                () -> scope.inTransaction(session -> {
                    var secret = new Secret("canary-id", "canary-value");
                    secret.notes.put("canary-key", "canary-note");
                    session.persist(secret);
                    session.flush();
                }));

        assertThat(error.code()).isEqualTo("validation.failed");
        assertThat(error.status()).isEqualTo(422);
        assertThat(error.violations())
                .allSatisfy(violation -> assertThat(violation.id()).isNull())
                .extracting(EntityViolation::path)
                .containsExactlyInAnyOrder("text", "notes[*]", "public");
        assertThat(error.violations())
                .filteredOn(violation -> violation.path().equals("text"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.messageTemplate()).isEqualTo("got ${validatedValue}");
                    assertThat(violation.message()).isEqualTo("got canary-value");
                });
        assertThat(error.getCause())
                .isInstanceOfSatisfying(
                        ConstraintViolationException.class,
                        cause -> assertThat(cause.getConstraintViolations()).hasSize(3));
        assertThat(printed(error) + error.toProblem() + error.violations()).doesNotContain("canary");
    }

    @Test
    void checksTheGroupOfTheOperation(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Grouped(1, "update")));

        assertThat(pathsOf(() -> scope.inTransaction(session -> {
                    session.persist(new Grouped(2, "insert"));
                    session.flush();
                })))
                .containsExactly("state");
        assertThat(pathsOf(() -> scope.inTransaction(session -> {
                    session.find(Grouped.class, 1).remark = "changed";
                    session.flush();
                })))
                .containsExactly("state");
        scope.inTransaction(session -> session.find(Grouped.class, 1).state = "delete");
        assertThat(pathsOf(() -> scope.inTransaction(session -> {
                    session.remove(session.getReference(Grouped.class, 1));
                    session.flush();
                })))
                .containsExactly("state");
        scope.inStatelessTransaction(session -> {
            assertThatThrownBy(() -> session.upsert(new Grouped(3, "insert")))
                    .isInstanceOf(EntityValidationException.class);
            assertThatThrownBy(() -> session.upsert(new Grouped(3, "update")))
                    .isInstanceOf(EntityValidationException.class);
            session.upsert(new Grouped(3, "delete"));
        });
    }

    @Test
    void validatesAnInsertThatGeneratesTheIdWhenItIsPersisted(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            assertThatThrownBy(() -> session.persist(new Numbered(""))).isInstanceOf(EntityValidationException.class);
            recorder.assertCount(0);
            session.getTransaction().rollback();
            session.getTransaction().begin();
        });
        scope.inTransaction(session -> session.persist(new Numbered("named")));
    }

    @Test
    void validatesEachStatementOfAStatelessSession(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inStatelessTransaction(session -> {
            assertThatThrownBy(() -> session.insert(new Product(1, "", 1)))
                    .isInstanceOf(EntityValidationException.class);
            assertThatThrownBy(() -> session.update(new Product(1, "", 1)))
                    .isInstanceOf(EntityValidationException.class);
            assertThatThrownBy(() -> session.upsert(new Product(1, "", 1)))
                    .isInstanceOf(EntityValidationException.class);
            recorder.assertCount(0);
            session.insert(new Product(1, "ok", 1));
            session.update(new Product(1, "better", 1));
        });
        assertThat(nameOf(scope, 1)).isEqualTo("better");
    }

    @Test
    void leavesGeneratedAttributesAlone(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Stamped(1)));
        scope.inTransaction(session -> {
            assertThat(session.find(Stamped.class, 1).createdAt).isNotNull();
            session.merge(new Stamped(1)).remark = "changed";
        });
        scope.inStatelessTransaction(session -> session.insert(new Stamped(2)));
    }

    @Test
    void validatesEachEntityOnce(SessionFactoryScope scope) {
        CountingValidator.VALIDATIONS.set(0);
        scope.inTransaction(session -> {
            session.persist(new Counted(1));
            session.persist(new Counted(2));
        });
        scope.inTransaction(session -> session.find(Counted.class, 1).remark = "changed");

        assertThat(CountingValidator.VALIDATIONS).hasValue(3);
    }

    @Test
    void seesWhatAHookChanged(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Product.class);
        try (var hook = hooks.beforeSave(write -> write.set("name", "by the hook"))) {
            scope.inTransaction(session -> session.persist(new Product(1, "", 1)));
            scope.inTransaction(session -> session.find(Product.class, 1).name = "");
            scope.inStatelessTransaction(session -> session.insert(new Product(2, "", 1)));
            scope.inTransaction(session -> {
                session.persist(new Numbered("named"));
            });
        }
        assertThat(nameOf(scope, 1)).isEqualTo("by the hook");
    }

    @Test
    void validatesTheOwnerOfAChangedCollection(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> session.persist(new Tagged(1, "a")));

        scope.inTransaction(session -> {
            session.find(Tagged.class, 1).tags.addAll(List.of("b", "c"));
            recorder.clear();
            assertThatThrownBy(session::flush).isInstanceOf(EntityValidationException.class);
            recorder.assertCount(0);
            session.getTransaction().rollback();
            session.getTransaction().begin();
        });
    }

    @Test
    void loadsNothingLazyAndFollowsNoAssociation(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            session.persist(new Product(1, "ok", 1));
            session.persist(new Item(1, session.getReference(Product.class, 1)));
        });

        scope.inTransaction(session -> {
            var item = session.find(Item.class, 1);
            item.remark = "changed";
            recorder.clear();
            session.flush();
            recorder.assertCount(1);
            assertThat(Hibernate.isInitialized(item.product)).isFalse();
        });
    }

    @Test
    void forgetsWhatAnAutomaticFlushFoundThatWasNotNeeded(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Product(1, "ok", 1)));

        scope.inTransaction(session -> {
            var product = session.find(Product.class, 1);
            product.name = "";
            session.createSelectionQuery("from Grouped", Grouped.class).getResultList();
            product.name = "corrected";
        });

        assertThat(nameOf(scope, 1)).isEqualTo("corrected");
    }

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

    @Test
    void validatesThePropertiesOfAPatchAlone(SessionFactoryScope scope) {
        var validation = EntityValidation.of(scope.factory());
        var patch = new HashMap<String, Object>();
        patch.put("name", null);
        patch.put("stock", 1);

        assertThat(validation.validateProperties(Product.class, patch))
                .singleElement()
                .satisfies(violation -> assertThat(violation.path()).isEqualTo("name"));
        assertThat(validation.validateValue(Grouped.class, "state", "update")).hasSize(1);
        assertThat(validation.validateValue(Grouped.class, "state", "update", Insert.class))
                .isEmpty();
        assertThatThrownBy(() -> validation.validateValue(Product.class, "missing", 1))
                .isInstanceOfSatisfying(UnknownPropertyException.class, error -> {
                    assertThat(error.code()).isEqualTo("validation.unknown-property");
                    assertThat(error.property()).isEqualTo("missing");
                    assertThat(error.entityName()).isEqualTo(Product.class.getName());
                    assertThat(error.status()).isEqualTo(422);
                });
    }

    private static @Nullable String nameOf(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Product.class, id).name);
    }

    private static List<String> pathsOf(Runnable work) {
        return catchThrowableOfType(EntityValidationException.class, work::run).violations().stream()
                .map(EntityViolation::path)
                .toList();
    }

    private static String printed(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
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

    @Entity
    static class Product {
        @Id
        int id;

        @NotBlank
        @Nullable
        String name;

        @Max(100)
        int stock;

        Product() {}

        Product(int id, String name, int stock) {
            this.id = id;
            this.name = name;
            this.stock = stock;
        }
    }

    @Entity
    static class Item {
        @Id
        int id;

        @Valid
        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Product product;

        @Nullable
        String remark;

        Item() {}

        Item(int id, Product product) {
            this.id = id;
            this.product = product;
        }
    }

    @Entity
    static class Secret {
        @Id
        @Nullable
        String id;

        @Pattern(regexp = "[0-9]+", message = "got ${validatedValue}")
        @Nullable
        String text;

        @ElementCollection
        Map<String, @Size(max = 3) String> notes = new HashMap<>();

        Secret() {}

        Secret(String id, String text) {
            this.id = id;
            this.text = text;
        }

        @AssertTrue
        boolean isPublic() {
            return false;
        }
    }

    @Entity(name = "Grouped")
    static class Grouped {
        @Id
        int id;

        @Pattern(regexp = "(?!insert).*", groups = Insert.class)
        @Pattern(regexp = "(?!update).*", groups = Update.class)
        @Pattern(regexp = "(?!delete).*", groups = Delete.class)
        @Nullable
        String state;

        @Nullable
        String remark;

        Grouped() {}

        Grouped(int id, String state) {
            this.id = id;
            this.state = state;
        }
    }

    @Entity
    static class Numbered {
        @Id
        @Given
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @NotBlank
        @Nullable
        String name;

        Numbered() {}

        Numbered(String name) {
            this.name = name;
        }
    }

    @Entity
    static class Stamped {
        @Id
        int id;

        @Given
        @CreatedAt
        @Nullable
        Instant createdAt;

        @Nullable
        String remark;

        Stamped() {}

        Stamped(int id) {
            this.id = id;
        }
    }

    @Entity
    static class Tagged {
        @Id
        int id;

        @Size(max = 2)
        @ElementCollection
        List<String> tags = new ArrayList<>();

        Tagged() {}

        Tagged(int id, String tag) {
            this.id = id;
            this.tags.add(tag);
        }
    }

    @Entity
    @Count
    static class Counted {
        @Id
        int id;

        @Nullable
        String remark;

        Counted() {}

        Counted(int id) {
            this.id = id;
        }
    }

    /** As {@code jakarta.validation.constraints.NotNull}, which NullAway takes for its own. */
    @Constraint(validatedBy = GivenValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Given {
        String message() default "is missing";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class GivenValidator implements ConstraintValidator<Given, Object> {

        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return value != null;
        }
    }

    @Constraint(validatedBy = CountingValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Count {
        String message() default "counts";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class CountingValidator implements ConstraintValidator<Count, Object> {

        static final AtomicInteger VALIDATIONS = new AtomicInteger();

        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            VALIDATIONS.incrementAndGet();
            return true;
        }
    }
}
