/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.leak;

import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SQLSelect;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Entities with a hole between tenants each, or without one until a setting makes it. */
final class Mutants {

    private Mutants() {}

    static void replaceTableByView(SessionFactory factory) {
        try (var session = factory.withStatelessOptions()
                .tenantIdentifier((Object) Mutant.RED)
                .openStatelessSession()) {
            session.inTransaction(transaction -> {
                session.createNativeMutationQuery("drop table plain_view").executeUpdate();
                session.createNativeMutationQuery("create view plain_view as select id, name from Plain")
                        .executeUpdate();
            });
        }
    }

    @MappedSuperclass
    abstract static class Owned {

        @TenantId
        @Nullable
        String tenant;
    }

    @Embeddable
    record Key(String area, int number) {}

    @Entity(name = "Plain")
    static class Plain extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Versioned")
    static class Versioned extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Version
        int version;

        @Nullable
        String name;
    }

    @Entity(name = "Marked")
    static class Marked extends TenantEntity {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Base")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Base extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Joined")
    static class Joined extends Base {

        @Nullable
        String extra;
    }

    @Entity(name = "Nobodys")
    static class Nobodys {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Hand")
    static class Hand {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String tenant;

        @Nullable
        String name;
    }

    @Entity(name = "NobodysBase")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class NobodysBase {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "NobodysJoined")
    static class NobodysJoined extends NobodysBase {

        @Nullable
        String extra;
    }

    @Entity(name = "NobodysUnion")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class NobodysUnion {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "NobodysLeaf")
    static class NobodysLeaf extends NobodysUnion {

        @Nullable
        String extra;
    }

    @Entity(name = "NobodysTags")
    static class NobodysTags {

        @Id
        @GeneratedValue
        long id;

        @ElementCollection
        Set<String> tags = new HashSet<>();
    }

    @Entity(name = "NobodysKey")
    static class NobodysKey {

        @EmbeddedId
        @Nullable
        Key id;

        @Nullable
        String name;
    }

    @Entity(name = "NobodysDetail")
    @SecondaryTable(name = "nobodys_more")
    static class NobodysDetail {

        @Id
        @GeneratedValue
        long id;

        @Column(table = "nobodys_more")
        @Nullable
        String name;
    }

    @Entity(name = "Unscoped")
    static class Unscoped extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Column(unique = true)
        @Nullable
        String email;
    }

    @Entity(name = "UnscopedPair")
    @Table(name = "unscoped_pair", uniqueConstraints = @UniqueConstraint(columnNames = {"area", "code"}))
    static class UnscopedPair extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String area;

        @Nullable
        String code;
    }

    @Entity(name = "UnscopedIndex")
    @Table(name = "unscoped_index", indexes = @Index(columnList = "code", unique = true))
    static class UnscopedIndex extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String code;
    }

    @Entity(name = "UnscopedNatural")
    static class UnscopedNatural extends Owned {

        @Id
        @GeneratedValue
        long id;

        @NaturalId
        String code = "";
    }

    @Entity(name = "Restricted")
    @SQLRestriction("tenant is null or tenant <> ''")
    static class Restricted {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String tenant;

        @Nullable
        String name;
    }

    @Entity(name = "Selected")
    @SQLSelect(sql = "select id, tenant, name from Selected where id = ?")
    static class Selected extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Updated")
    @SQLUpdate(sql = "update Updated set name = ? where id = ?")
    static class Updated extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Deleted")
    @SQLDelete(sql = "delete from Deleted where id = ?")
    static class Deleted extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Inserted")
    @SQLInsert(sql = "insert into Inserted (name, tenant, id) values (?, coalesce('red', ?), ?)")
    static class Inserted extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Computed")
    static class Computed extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Formula("(select count(*) from Plain p)")
        long rows;

        @Nullable
        String name;
    }

    @Entity(name = "Largest")
    static class Largest extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Formula("(select max(p.name) from Plain p)")
        @Nullable
        String largest;

        @Nullable
        String name;
    }

    @Entity(name = "Subselected")
    @Immutable
    @Subselect("select id, name from Plain")
    @Synchronize("Plain")
    static class Subselected {

        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Viewed")
    @Immutable
    @Table(name = "plain_view")
    static class Viewed {

        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Named")
    @NamedNativeQuery(name = "Named.all", query = "select * from Named", resultClass = Named.class)
    static class Named extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "NobodysCached")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class NobodysCached {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Cached")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Cached extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Tagged")
    static class Tagged extends Owned {

        @Id
        @GeneratedValue
        long id;

        @ElementCollection
        @CollectionTable(name = "tagged_tags")
        Set<String> tags = new HashSet<>();

        @Nullable
        String name;
    }

    @Entity(name = "TagRow")
    @Table(name = "tagged_tags")
    static class TagRow {

        @Id
        @Column(name = "tags")
        @Nullable
        String tag;

        @Column(name = "Tagged_id")
        long owner;
    }

    @Entity(name = "Parent")
    static class Parent extends Owned {

        @Id
        @GeneratedValue
        long id;

        @OneToMany(mappedBy = "parent")
        Set<NobodysChild> children = new HashSet<>();

        @Nullable
        String name;
    }

    @Entity(name = "NobodysChild")
    static class NobodysChild {

        @Id
        @GeneratedValue
        long id;

        @ManyToOne
        @Nullable
        Parent parent;

        @Nullable
        String name;
    }

    @Entity(name = "Referring")
    static class Referring extends Owned {

        @Id
        @GeneratedValue
        long id;

        @ManyToOne
        @Nullable
        Plain plain;

        @Nullable
        String name;
    }
}
