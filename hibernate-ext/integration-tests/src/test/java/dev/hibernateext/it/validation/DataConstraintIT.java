/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.core.validation.DataConstraintException;
import dev.hibernateext.core.validation.RedactedSqlException;
import dev.hibernateext.core.validation.ViolatedConstraint.Kind;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.check_nullability", value = "false"),
            @Setting(name = "hibernate.jdbc.batch_size", value = "10")
        })
class DataConstraintIT {

    @Test
    void namesTheAttributeOfAUniqueColumn(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Customer("canary-1", "canary-mail")));

        var error = translated(scope, session -> session.persist(new Customer("canary-2", "canary-mail")));

        assertConstraint(error, Kind.UNIQUE, Customer.class, List.of("email"));
        assertThat(error.code()).isEqualTo("validation.data-constraint");
        assertThat(error.status()).isEqualTo(409);
    }

    @Test
    void namesAllAttributesOfANamedUniqueConstraint(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Customer("canary-1", "canary-a").named("canary", "canary")));

        var error = translated(
                scope, session -> session.persist(new Customer("canary-2", "canary-b").named("canary", "canary")));

        assertConstraint(error, Kind.UNIQUE, Customer.class, List.of("name.first", "name.last"));
        assertThat(error.constraintName()).isEqualToIgnoringCase("customer_name");
    }

    @Test
    void namesTheIdOfAPrimaryKey(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Customer("canary-1", "canary-a")));

        var error = translated(scope, session -> session.persist(new Customer("canary-1", "canary-b")));

        assertConstraint(error, Kind.UNIQUE, Customer.class, List.of("id"));
    }

    @Test
    void namesTheAttributeThatIsMissing(SessionFactoryScope scope) {
        var error = translated(scope, session -> session.persist(new Customer("canary-1", null)));

        assertConstraint(error, Kind.NOT_NULL, Customer.class, List.of("email"));
    }

    @Test
    void namesTheReferenceOfAForeignKey(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var customer = new Customer("canary-1", "canary-a");
            session.persist(customer);
            session.persist(new Invoice(1, customer));
        });

        assertConstraint(
                translated(scope, session -> session.remove(session.find(Customer.class, "canary-1"))),
                Kind.FOREIGN_KEY,
                Invoice.class,
                List.of("customer"));
        assertConstraint(
                translated(
                        scope,
                        session ->
                                session.persist(new Invoice(2, session.getReference(Customer.class, "canary-none")))),
                Kind.FOREIGN_KEY,
                Invoice.class,
                List.of("customer"));
    }

    @Test
    void namesTheEntityOfACheck(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Customer("canary-1", "canary-a")));

        var error = translated(scope, session -> {
            var invoice = new Invoice(1, session.find(Customer.class, "canary-1"));
            invoice.total = -77_777;
            session.persist(invoice);
        });

        assertThat(error.kind()).isEqualTo(Kind.CHECK);
        assertThat(error.entityName()).isEqualTo(Invoice.class.getName());
        assertThat(error.constraintName()).isEqualToIgnoringCase("total_positive");
        assertThat(everything(error)).doesNotContain("77777");
    }

    @Test
    void translatesWhatAStatelessSessionAndABulkStatementThrow(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.persist(new Customer("canary-1", "canary-a"));
            session.persist(new Customer("canary-2", "canary-b"));
        });

        var stateless = catchThrowableOfType(
                PersistenceException.class,
                () -> scope.inStatelessTransaction(session -> session.insert(new Customer("canary-3", "canary-a"))));
        assertConstraint(
                ConstraintViolations.translate(stateless, scope.factory()).orElseThrow(),
                Kind.UNIQUE,
                Customer.class,
                List.of("email"));
        assertConstraint(
                translated(
                        scope,
                        session -> session.createMutationQuery("update Customer set email = 'canary-a'")
                                .executeUpdate()),
                Kind.UNIQUE,
                Customer.class,
                List.of("email"));
    }

    @Test
    void isNotFooledByAValueThatLooksLikeAMessage(SessionFactoryScope scope) {
        var mail = "x' for key 'canary' constraint \"canary\" ON PUBLIC.CANARY(CANARY)";
        scope.inTransaction(session -> session.persist(new Customer("1", mail)));

        var error = translated(scope, session -> session.persist(new Customer("2", mail)));

        assertThat(error.entityName()).isEqualTo(Customer.class.getName());
        assertThat(error.attributes()).isSubsetOf("email");
    }

    @Test
    void isEmptyForOtherErrors(SessionFactoryScope scope) {
        var error = catchThrowableOfType(
                PersistenceException.class,
                () -> scope.inTransaction(
                        session -> session.createNativeQuery("select nothing from nowhere", String.class)
                                .getResultList()));

        assertThat(ConstraintViolations.translate(error, scope.factory())).isEmpty();
    }

    private static void assertConstraint(
            DataConstraintException error, Kind kind, Class<?> entity, List<String> attributes) {
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.entityName()).isEqualTo(entity.getName());
        assertThat(error.attributes()).containsExactlyElementsOf(attributes);
        assertThat(error.toProblem()).containsEntry("kind", kind.name()).containsKey("violations");
    }

    private static DataConstraintException translated(SessionFactoryScope scope, Consumer<Session> work) {
        var original = catchThrowableOfType(PersistenceException.class, () -> scope.inTransaction(work));
        assertThat(original).as("what the database threw").isNotNull();
        var error = ConstraintViolations.translate(original, scope.factory()).orElseThrow();
        assertThat(everything(error)).doesNotContainIgnoringCase("canary");
        assertThat(error.getCause()).isInstanceOfSatisfying(RedactedSqlException.class, cause -> {
            assertThat(cause.getSQLState()).startsWith("23");
            assertThat(cause.getStackTrace()).isNotEmpty();
        });
        return error;
    }

    /** All text a log, a client or a debugger could meet. */
    private static String everything(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        for (Throwable each = error; each != null; each = each.getCause()) {
            text.append(each.toString())
                    .append(each.getMessage())
                    .append(List.of(each.getSuppressed()).toString());
            if (each instanceof SQLException sql && sql.getNextException() != null) {
                text.append(sql.getNextException().toString());
            }
        }
        return text.append(((DataConstraintException) error).toProblem().toString())
                .toString();
    }

    @Embeddable
    static class Name {
        @Nullable
        String first;

        @Nullable
        String last;
    }

    @Entity(name = "Customer")
    @Table(
            uniqueConstraints =
                    @UniqueConstraint(
                            name = "customer_name",
                            columnNames = {"first", "last"}))
    static class Customer {
        @Id
        @Nullable
        String id;

        @Column(unique = true, nullable = false)
        @Nullable
        String email;

        @Embedded
        @Nullable
        Name name;

        Customer() {}

        Customer(String id, @Nullable String email) {
            this.id = id;
            this.email = email;
        }

        Customer named(String first, String last) {
            name = new Name();
            name.first = first;
            name.last = last;
            return this;
        }
    }

    @Entity
    @Table(check = @CheckConstraint(name = "total_positive", constraint = "total >= 0"))
    static class Invoice {
        @Id
        int id;

        @ManyToOne
        @Nullable
        Customer customer;

        int total;

        Invoice() {}

        Invoice(int id, Customer customer) {
            this.id = id;
            this.customer = customer;
        }
    }
}
