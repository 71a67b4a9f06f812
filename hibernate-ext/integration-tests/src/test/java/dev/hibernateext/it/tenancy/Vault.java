/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What tenants keep, in tables of each shape; every text is the identifier of whom the row belongs to. */
final class Vault {

    private Vault() {}

    /** With everything of the mixins: version, stamps, soft delete. */
    @Entity(name = "Account")
    @SecondaryTable(name = "AccountNote")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    @BatchSize(size = 5)
    static class Account extends TenantEntity {

        @Id
        long id;

        @NaturalId
        String code = "";

        String text = "";

        @Column(table = "AccountNote")
        String note = "";

        @ElementCollection
        @Fetch(FetchMode.SUBSELECT)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> words = new ArrayList<>();

        @ManyToMany
        Set<Label> labels = new HashSet<>();

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Account parent;

        @OneToMany(mappedBy = "parent")
        @BatchSize(size = 5)
        Set<Account> children = new HashSet<>();

        Account() {}

        Account(long id, String text) {
            this.id = id;
            this.code = "code " + id;
            this.text = text;
            this.note = text;
        }
    }

    /** Without a version. */
    @Entity(name = "Label")
    static class Label {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Label() {}

        Label(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @Entity(name = "Asset")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Asset {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";
    }

    /** In two tables. */
    @Entity(name = "Car")
    static class Car extends Asset {

        String plate = "";

        Car() {}

        Car(long id, String text) {
            this.id = id;
            this.text = text;
            this.plate = text;
        }
    }
}
