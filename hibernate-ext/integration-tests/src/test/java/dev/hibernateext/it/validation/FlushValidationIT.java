/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.core.validation.Insert;
import dev.hibernateext.core.validation.UnknownPropertyException;
import dev.hibernateext.it.validation.Checked.Counted;
import dev.hibernateext.it.validation.Checked.CountingValidator;
import dev.hibernateext.it.validation.Checked.Grouped;
import dev.hibernateext.it.validation.Checked.Item;
import dev.hibernateext.it.validation.Checked.Numbered;
import dev.hibernateext.it.validation.Checked.Product;
import dev.hibernateext.it.validation.Checked.Secret;
import dev.hibernateext.it.validation.Checked.Stamped;
import dev.hibernateext.it.validation.Checked.Tagged;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/** What a flush and each statement of a stateless session check, before anything is written. */
class FlushValidationIT extends ValidationTest {

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

    private static String printed(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
