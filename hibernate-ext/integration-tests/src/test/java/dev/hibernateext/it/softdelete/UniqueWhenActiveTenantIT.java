/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.mixins.UniqueWhenActive;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The tenant is part of every key, declared or replaced. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class UniqueWhenActiveTenantIT {

    @Test
    void keepsTheKeysOfTenantsApart(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.persist(new Account(1, "canary", "nick")));
        inTenant(scope, "blue", session -> session.persist(new Account(2, "canary", "nick")));

        assertTaken(scope, "mail", new Account(3, "canary", "other"));
        assertTaken(scope, "nick", new Account(3, "other", "nick"));

        inTenant(scope, "red", session -> session.remove(session.find(Account.class, 1)));
        inTenant(scope, "red", session -> session.persist(new Account(3, "canary", "nick")));
    }

    private static void assertTaken(SessionFactoryScope scope, String attribute, Account account) {
        var failure = catchThrowableOfType(
                PersistenceException.class, () -> inTenant(scope, "red", session -> session.persist(account)));
        assertThat(ConstraintViolations.translate(Objects.requireNonNull(failure), scope.factory())
                        .orElseThrow()
                        .attributes())
                .containsExactly(attribute);
    }

    private static void inTenant(SessionFactoryScope scope, String tenant, Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.inTransaction(transaction -> work.accept(session));
        }
    }

    @Entity(name = "Account")
    @UniqueWhenActive
    static class Account extends TenantEntity {

        @Id
        int id;

        @UniqueWhenActive
        String mail = "";

        @Column(unique = true)
        String nick = "";

        Account() {}

        Account(int id, String mail, String nick) {
            this.id = id;
            this.mail = mail;
            this.nick = nick;
        }
    }
}
