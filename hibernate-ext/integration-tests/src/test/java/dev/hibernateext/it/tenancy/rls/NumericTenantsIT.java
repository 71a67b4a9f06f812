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
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = NumericTenantsIT.Parcel.class)
class NumericTenantsIT extends TypedTenants {

    NumericTenantsIT(SessionFactoryScope scope) throws SQLException {
        super(scope, Parcel.class, new TenantType("bigint", Long::valueOf, "1", "20"));
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
        Long tenant;

        @ManyToOne
        @Nullable
        Parcel origin;

        @ElementCollection
        @CollectionTable(name = "parcel_word")
        Set<String> words = new HashSet<>();
    }
}
