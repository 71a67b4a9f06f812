/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import static dev.hibernateext.testing.leak.Attack.Form.OWN_WRITE;
import static dev.hibernateext.testing.leak.Attack.Form.REFERENCE;
import static dev.hibernateext.testing.leak.Attack.stateful;
import static dev.hibernateext.testing.leak.Attack.stateless;
import static dev.hibernateext.testing.leak.Attacks.GUARD;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Writes of own rows that name the other tenant, or its rows. */
final class OwnWriteAttacks {

    private static final int FIRST = 40_000;
    private static final String KEY = "Make the tenant's column part of the foreign key";

    private final Subject subject;
    private final LeakRun run;
    private final Numbers numbers = new Numbers(FIRST);

    private OwnWriteAttacks(Subject subject, LeakRun run) {
        this.subject = subject;
        this.run = run;
    }

    static void add(List<Attack> attacks, Subject subject, LeakRun run) {
        new OwnWriteAttacks(subject, run).add(attacks);
    }

    private void add(List<Attack> attacks) {
        attacks.add(stateful("own row moved to the tenant", OWN_WRITE, (s, t) -> move(s, t), GUARD));
        if (run.instances().canPrepare(subject)) {
            attacks.add(stateful("insert with the other tenant set", OWN_WRITE, (s, t) -> insert(s, t), GUARD));
            attacks.add(
                    stateless("stateless upsert with the other tenant set", OWN_WRITE, (s, t) -> upsert(s, t), GUARD));
            for (var reference : subject.references()) {
                var target = run.model().concrete(reference.getJavaType());
                if (target != null && !run.kit().isShared(target.javaType())) {
                    attacks.add(stateful(
                            "reference to a foreign row by " + reference.getName(),
                            REFERENCE,
                            (s, t) -> refer(s, t, reference),
                            KEY));
                }
            }
        }
    }

    /** The attributes whose value is the owner's identifier, embedded ones by their path. */
    private List<List<SingularAttribute<?, ?>>> tenants(Object row) {
        var found = new ArrayList<List<SingularAttribute<?, ?>>>();
        for (var attribute : subject.type().getSingularAttributes()) {
            var value = Members.get(row, attribute.getJavaMember());
            if (isOwner(value)) {
                found.add(List.of(attribute));
            } else if (value != null
                    && attribute.getType() instanceof EmbeddableType<?> embeddable
                    && !attribute.isId()) {
                for (var part : embeddable.getSingularAttributes()) {
                    if (isOwner(Members.get(value, part.getJavaMember()))) {
                        found.add(List.of(attribute, part));
                    }
                }
            }
        }
        return found;
    }

    private boolean isOwner(@Nullable Object value) {
        return value != null && value.equals(run.kit().owner());
    }

    private boolean assign(Object instance, Object owned) {
        var tenants = tenants(owned);
        for (var path : tenants) {
            var holder = instance;
            for (var part : path.subList(0, path.size() - 1)) {
                holder = Members.get(Objects.requireNonNull(holder), part.getJavaMember());
            }
            if (holder != null) {
                Members.set(holder, last(path).getJavaMember(), run.kit().owner());
            }
        }
        return !tenants.isEmpty();
    }

    private static Attribute<?, ?> last(List<SingularAttribute<?, ?>> path) {
        return path.get(path.size() - 1);
    }

    private boolean move(Session session, Target target) {
        var own = session.find(subject.javaType(), target.rows().own());
        if (own != null && assign(own, target.detached())) {
            session.flush();
        }
        return false;
    }

    private boolean insert(Session session, Target target) {
        var instance = run.instances().prepare(session, subject, numbers);
        if (assign(instance, target.detached())) {
            session.persist(instance);
            session.flush();
        }
        return false;
    }

    private boolean upsert(StatelessSession session, Target target) {
        var own = session.get(subject.javaType(), target.rows().own());
        if (own != null && assign(own, target.detached())) {
            session.upsert(own);
        }
        return false;
    }

    private boolean refer(Session session, Target target, SingularAttribute<?, ?> reference) {
        var foreign = Members.get(target.detached(), reference.getJavaMember());
        if (foreign == null) {
            return false;
        }
        var type = Objects.requireNonNull(run.model().concrete(reference.getJavaType()));
        var id = type.persister()
                .getIdentifier(foreign, (org.hibernate.engine.spi.SharedSessionContractImplementor) session);
        var instance = run.instances().prepare(session, subject, numbers);
        Members.set(instance, reference.getJavaMember(), session.getReference(type.javaType(), id));
        session.persist(instance);
        session.flush();
        return true;
    }
}
