/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = UuidTenantsIT.Parcel.class)
class UuidTenantsIT extends TypedTenants {

    UuidTenantsIT(SessionFactoryScope scope) throws SQLException {
        super(
                scope,
                Parcel.class,
                new TenantType(
                        "uuid",
                        UUID::fromString,
                        "11111111-2222-4333-8444-555555555555",
                        "99999999-2222-4333-8444-555555555555"));
    }

    @Override
    Object parcel(String word) {
        var parcel = new Parcel();
        parcel.words.add(word);
        parcel.origin = parcel;
        return parcel;
    }

    @Entity(name = "Parcel")
    static class Parcel {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        UUID tenant;

        @ManyToOne
        @Nullable
        Parcel origin;

        @ElementCollection
        @CollectionTable(name = "parcel_word")
        Set<String> words = new HashSet<>();
    }
}
