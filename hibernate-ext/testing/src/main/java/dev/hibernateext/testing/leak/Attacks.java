/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import static dev.hibernateext.testing.leak.Attack.Form.CHANGE;
import static dev.hibernateext.testing.leak.Attack.Form.CHANGE_BY_ID;
import static dev.hibernateext.testing.leak.Attack.Form.LOOKUP;
import static dev.hibernateext.testing.leak.Attack.Form.NATIVE;
import static dev.hibernateext.testing.leak.Attack.Form.OBSERVED;
import static dev.hibernateext.testing.leak.Attack.Form.READ;
import static dev.hibernateext.testing.leak.Attack.Form.WRITE;
import static dev.hibernateext.testing.leak.Attack.query;
import static dev.hibernateext.testing.leak.Attack.stateful;
import static dev.hibernateext.testing.leak.Attack.stateless;

import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;

/** The attacks on rows of an entity. */
final class Attacks {

    static final String COUNT = "count";
    static final String OWN_ROW = "read of the own row";
    static final String SAME_KEYS = "same keys in both tenants";

    static final String SCOPE = "Map its tenant with @TenantId, and load it by nothing but Hibernate's own statements";
    static final String GUARD = "Map its tenant with @TenantId, and have the library's guard of rows switched on";
    private static final String CACHE = "Use cache keys with the tenant in them";

    private Attacks() {}

    static List<Attack> on(Subject subject, LeakRun run) {
        var attacks = new ArrayList<Attack>();
        observed(attacks);
        lookups(attacks, subject);
        statelessLookups(attacks);
        QueryAttacks.add(attacks, subject, run.model());
        NamedAttacks.add(attacks, subject, run.kit().factory());
        if (subject.persister().isMutable()) {
            writes(attacks, subject);
            StatementAttacks.add(attacks, subject);
            OwnWriteAttacks.add(attacks, subject, run);
        }
        attacks.add(query(
                "native SQL",
                NATIVE,
                NativeRead.of(subject),
                "Hide it in the database, by row-level security or a place of its own"));
        return attacks;
    }

    private static void observed(List<Attack> attacks) {
        attacks.add(query(COUNT, OBSERVED, (session, target) -> false, SCOPE));
        attacks.add(query(
                OWN_ROW,
                OBSERVED,
                (session, target) -> false,
                "Take the tenant into its formulas, subselects, join columns and restrictions"));
        attacks.add(
                query(SAME_KEYS, OBSERVED, (session, target) -> false, "Add the tenant's column to the unique key"));
    }

    private static void lookups(List<Attack> attacks, Subject subject) {
        var type = subject.javaType();
        attacks.add(stateful("find", LOOKUP, (s, t) -> s.find(type, t.id()) != null, SCOPE));
        attacks.add(stateful(
                "find with a lock",
                LOOKUP,
                (s, t) -> s.find(type, t.id(), LockModeType.PESSIMISTIC_WRITE) != null,
                SCOPE));
        attacks.add(stateful(
                "findMultiple",
                LOOKUP,
                (s, t) -> s.findMultiple(type, List.of(t.id())).get(0) != null,
                SCOPE));
        attacks.add(stateful(
                "getReference",
                LOOKUP,
                (s, t) -> {
                    Hibernate.initialize(s.getReference(type, t.id()));
                    return true;
                },
                SCOPE));
        attacks.add(stateful(
                "refresh",
                LOOKUP,
                (s, t) -> {
                    s.refresh(s.getReference(type, t.id()));
                    return true;
                },
                SCOPE));
        attacks.add(stateful(
                "lock",
                LOOKUP,
                (s, t) -> {
                    s.lock(s.getReference(type, t.id()), LockModeType.PESSIMISTIC_READ);
                    return true;
                },
                SCOPE));
        if (subject.persister().canReadFromCache()) {
            attacks.add(stateful("second-level cache", READ, (s, t) -> s.find(type, t.id()) != null, CACHE));
        }
        natural(attacks, subject);
        for (var parent = subject.type().getSupertype(); parent != null; parent = parent.getSupertype()) {
            if (parent instanceof jakarta.persistence.metamodel.EntityType<?> entity) {
                attacks.add(stateful(
                        "find as " + entity.getName(),
                        LOOKUP,
                        (s, t) -> s.find(entity.getJavaType(), t.id()) != null,
                        SCOPE));
            }
        }
    }

    private static void natural(List<Attack> attacks, Subject subject) {
        if (subject.persister().hasNaturalIdentifier()) {
            attacks.add(stateful(
                    "natural id",
                    READ,
                    (s, t) -> {
                        var key = new HashMap<String, Object>();
                        for (var part :
                                subject.persister().getNaturalIdMapping().getNaturalIdAttributes()) {
                            key.put(part.getAttributeName(), part.getValue(t.detached()));
                        }
                        var found = s.find(
                                subject.javaType(),
                                key.size() == 1 ? key.values().iterator().next() : key,
                                KeyType.NATURAL);
                        return found != null && t.id().equals(s.getIdentifier(found));
                    },
                    SCOPE));
        }
    }

    private static void statelessLookups(List<Attack> attacks) {
        attacks.add(
                stateless("stateless get", LOOKUP, (s, t) -> s.get(t.subject().javaType(), t.id()) != null, SCOPE));
        attacks.add(stateless(
                "stateless getMultiple",
                LOOKUP,
                (s, t) -> s.getMultiple(t.subject().javaType(), List.of(t.id())).get(0) != null,
                SCOPE));
        attacks.add(stateless(
                "stateless refresh",
                LOOKUP,
                (s, t) -> {
                    s.refresh(t.detached());
                    return true;
                },
                SCOPE));
    }

    private static void writes(List<Attack> attacks, Subject subject) {
        attacks.add(stateful(
                "remove of a reference",
                CHANGE_BY_ID,
                (s, t) -> {
                    s.remove(s.getReference(subject.javaType(), t.id()));
                    s.flush();
                    return true;
                },
                GUARD));
        attacks.add(stateful(
                "remove of a merged copy",
                WRITE,
                (s, t) -> {
                    s.remove(s.merge(t.detached()));
                    s.flush();
                    return true;
                },
                GUARD));
        attacks.add(stateless(
                "stateless delete",
                CHANGE,
                (s, t) -> {
                    s.delete(t.detached());
                    return true;
                },
                GUARD));
        if (subject.changeable() != null) {
            attacks.add(stateful(
                    "merge of a detached copy",
                    WRITE,
                    (s, t) -> {
                        s.merge(t.detached());
                        s.flush();
                        return true;
                    },
                    GUARD));
            attacks.add(stateless(
                    "stateless update",
                    CHANGE,
                    (s, t) -> {
                        s.update(t.detached());
                        return true;
                    },
                    GUARD));
            attacks.add(stateless(
                    "stateless upsert",
                    WRITE,
                    (s, t) -> {
                        s.upsert(t.detached());
                        return true;
                    },
                    GUARD));
        }
    }
}
