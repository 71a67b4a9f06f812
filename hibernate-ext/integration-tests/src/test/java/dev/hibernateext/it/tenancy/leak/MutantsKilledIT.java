/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.tenancy.leak.Mutants.Base;
import dev.hibernateext.it.tenancy.leak.Mutants.Cached;
import dev.hibernateext.it.tenancy.leak.Mutants.Computed;
import dev.hibernateext.it.tenancy.leak.Mutants.Deleted;
import dev.hibernateext.it.tenancy.leak.Mutants.Hand;
import dev.hibernateext.it.tenancy.leak.Mutants.Inserted;
import dev.hibernateext.it.tenancy.leak.Mutants.Joined;
import dev.hibernateext.it.tenancy.leak.Mutants.Largest;
import dev.hibernateext.it.tenancy.leak.Mutants.Marked;
import dev.hibernateext.it.tenancy.leak.Mutants.Named;
import dev.hibernateext.it.tenancy.leak.Mutants.Nobodys;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysBase;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysCached;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysChild;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysDetail;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysJoined;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysKey;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysLeaf;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysTags;
import dev.hibernateext.it.tenancy.leak.Mutants.NobodysUnion;
import dev.hibernateext.it.tenancy.leak.Mutants.Parent;
import dev.hibernateext.it.tenancy.leak.Mutants.Plain;
import dev.hibernateext.it.tenancy.leak.Mutants.Referring;
import dev.hibernateext.it.tenancy.leak.Mutants.Restricted;
import dev.hibernateext.it.tenancy.leak.Mutants.Selected;
import dev.hibernateext.it.tenancy.leak.Mutants.Subselected;
import dev.hibernateext.it.tenancy.leak.Mutants.TagRow;
import dev.hibernateext.it.tenancy.leak.Mutants.Tagged;
import dev.hibernateext.it.tenancy.leak.Mutants.Unscoped;
import dev.hibernateext.it.tenancy.leak.Mutants.UnscopedIndex;
import dev.hibernateext.it.tenancy.leak.Mutants.UnscopedNatural;
import dev.hibernateext.it.tenancy.leak.Mutants.UnscopedPair;
import dev.hibernateext.it.tenancy.leak.Mutants.Updated;
import dev.hibernateext.it.tenancy.leak.Mutants.Versioned;
import dev.hibernateext.it.tenancy.leak.Mutants.Viewed;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hole that is made on purpose is found, with the name of its entity. */
class MutantsKilledIT {

    private static final int FEWEST = 30;
    private static final boolean HIBERNATE_GUARDS_WRITES = hibernateGuardsWrites();

    static List<Mutant> mutants() {
        return List.of(
                mutant("the rule of rows switched off", Plain.class, "stateless update")
                        .off(),
                mutant("the rule of rows switched off for deletes", Plain.class, "stateless delete")
                        .off(),
                mutant("the rule of rows switched off for versions", Versioned.class, "stateless update")
                        .off(),
                mutant("the rule of rows switched off for upserts", Versioned.class, "stateless upsert")
                        .off(),
                mutant("the rule of rows switched off for soft delete", Marked.class, "stateless update")
                        .off(),
                mutant("the rule of rows switched off for joined rows", Joined.class, "stateless update")
                        .with(Base.class)
                        .off(),
                mutant("no tenant", Nobodys.class, "find"),
                mutant("a tenant column that is an attribute as others", Hand.class, "count"),
                mutant("no tenant above a joined row", NobodysJoined.class, "HQL as NobodysBase")
                        .with(NobodysBase.class),
                mutant("no tenant above a union", NobodysLeaf.class, "find as NobodysUnion")
                        .with(NobodysUnion.class),
                mutant("no tenant of an owner of elements", NobodysTags.class, "elements of tags"),
                mutant("no tenant in the key", NobodysKey.class, "stateless get"),
                mutant("no tenant in a secondary table", NobodysDetail.class, "HQL select of name"),
                mutant("unique column without tenant", Unscoped.class, "same keys in both tenants"),
                mutant("unique constraint without tenant", UnscopedPair.class, "same keys in both tenants"),
                mutant("unique index without tenant", UnscopedIndex.class, "same keys in both tenants"),
                mutant("natural identifier without tenant", UnscopedNatural.class, "same keys in both tenants"),
                mutant("a restriction in the place of the tenant", Restricted.class, "HQL of all rows"),
                mutant("a statement of its own that loads", Selected.class, "find")
                        .off(),
                mutant("a statement of its own that updates", Updated.class, "stateless update")
                        .off(),
                mutant("a statement of its own that deletes", Deleted.class, "stateless delete")
                        .off(),
                mutant("a statement of its own that inserts", Inserted.class, "read of the own row")
                        .off(),
                mutant("a formula that counts rows of all", Computed.class, "read of the own row")
                        .with(Plain.class),
                mutant("a formula that reads a row of another", Largest.class, "read of the own row")
                        .with(Plain.class),
                mutant("a subselect without tenant", Subselected.class, "criteria")
                        .with(Plain.class)
                        .creating(Subselected.class, session -> plain(session, Subselected.class)),
                mutant("a view without tenant", Viewed.class, "count")
                        .with(Plain.class)
                        .viewing()
                        .creating(Viewed.class, session -> plain(session, Viewed.class)),
                mutant("a named native query without tenant", Named.class, "named query Named.all"),
                mutant("no tenant in a cache", NobodysCached.class, "second-level cache"),
                mutant("a collection table mapped as an entity", TagRow.class, "findMultiple")
                        .with(Tagged.class)
                        .creating(TagRow.class, MutantsKilledIT::tag),
                mutant("no tenant in the children of a collection", NobodysChild.class, "refresh")
                        .with(Parent.class),
                mutant("references unchecked", Referring.class, "reference to a foreign row by plain")
                        .with(Plain.class)
                        .setting(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, "false"),
                mutant("no policy in the database", Plain.class, "native SQL").failing(),
                mutant("a resolver that answers one tenant for both", Plain.class, "find with a lock")
                        .blind(),
                mutant("a resolver that answers one tenant for queries of both", Cached.class, "query cache")
                        .blind(),
                mutant("a tenant that sees the rows of all", Plain.class, "HQL delete")
                        .off()
                        .root());
    }

    private static Mutant mutant(String what, Class<?> entity, String attack) {
        return new Mutant(what, entity, attack);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isKilled(Mutant mutant) {
        assertThat(mutant.findings())
                .anySatisfy(finding -> {
                    assertThat(finding.entity()).isEqualTo(mutant.entity());
                    assertThat(finding.attack()).isEqualTo(attackOn(mutant));
                })
                .allSatisfy(finding -> assertThat(finding.message())
                        .startsWith(finding.entity() + ": " + finding.attack() + ": ")
                        .doesNotContain("leak-"));
    }

    /** Hibernate guards writes by itself since HHH-20883, and leaves a join open still. */
    private static String attackOn(Mutant mutant) {
        var closed =
                HIBERNATE_GUARDS_WRITES && mutant.isOff() && mutant.attack().startsWith("stateless ");
        return closed ? "HQL cross join" : mutant.attack();
    }

    private static boolean hibernateGuardsWrites() {
        try {
            Class.forName("org.hibernate.engine.internal.TenantIdHelper");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void findsNothingWithoutAHole() {
        var sound = mutant("none", Plain.class, "none")
                .with(Versioned.class)
                .with(Marked.class)
                .with(Base.class)
                .with(Joined.class)
                .with(Cached.class)
                .with(Tagged.class);

        assertThat(sound.findings()).isEmpty();
    }

    @Test
    void areThirtyOrMore() {
        assertThat(mutants()).hasSizeGreaterThanOrEqualTo(FEWEST);
    }

    private static <E> E plain(Session session, Class<E> type) {
        var plain = new Plain();
        plain.name = "named";
        session.persist(plain);
        session.flush();
        return session.find(type, plain.id);
    }

    private static TagRow tag(Session session) {
        var owner = new Tagged();
        session.persist(owner);
        session.flush();
        owner.tags.add("tag " + owner.id);
        session.flush();
        return session.find(TagRow.class, "tag " + owner.id);
    }
}
