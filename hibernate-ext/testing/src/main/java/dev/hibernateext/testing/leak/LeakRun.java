/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.util.List;
import java.util.Optional;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Tries attacks and judges them. */
final class LeakRun {

    private final LeakKit kit;
    private final Model model;
    private final TenantWork work;
    private final Instances instances;
    private @Nullable Population population;

    LeakRun(LeakKit kit) {
        this.kit = kit;
        this.model = new Model(kit.factory().unwrap(SessionFactoryImplementor.class));
        this.work = new TenantWork(kit.factory(), kit.scope());
        this.instances = new Instances(kit, model);
    }

    List<Subject> subjects() {
        return model.concrete().stream()
                .filter(subject -> !kit.isShared(subject.javaType()))
                .toList();
    }

    Model model() {
        return model;
    }

    Instances instances() {
        return instances;
    }

    LeakKit kit() {
        return kit;
    }

    private Population population() {
        if (population == null) {
            population = new Population(kit, work, instances);
            population.populate(subjects());
        }
        return population;
    }

    void attack(Subject subject, Attack attack) {
        var verdict = tried(subject, attack);
        if (verdict instanceof Verdict.Leak leak) {
            throw new TenantLeakError(leak.finding());
        }
        if (verdict instanceof Verdict.Skipped skipped) {
            Assumptions.abort(skipped.reason());
        }
    }

    /** A row that cannot be made cannot be attacked, which is an error and no verdict. */
    Verdict tried(Subject subject, Attack attack) {
        var rows = population().rows(subject);
        if (rows == null) {
            var failure = population().failure(subject);
            throw failure == null ? new IllegalStateException("No rows of " + subject.name()) : failure;
        }
        return judged(subject, attack, rows);
    }

    private Verdict judged(Subject subject, Attack attack, Rows rows) {
        if (attack.form() == Attack.Form.OBSERVED) {
            var seen = rows.observed().get(attack.name());
            return seen == null ? new Verdict.Held() : leak(subject, attack, seen);
        }
        if (attack.form().isTriedByOwner()) {
            var control = attempt(kit.owner(), attack, target(subject, rows), false);
            if (!control.reached()) {
                return new Verdict.Skipped("The owner of the row does not reach it this way: " + control.shape());
            }
        }
        var foreign = attempt(kit.attacker(), attack, target(subject, rows), stays(attack));
        return verdict(subject, attack, rows, foreign);
    }

    private static boolean stays(Attack attack) {
        return attack.form() != Attack.Form.REFERENCE;
    }

    private Verdict verdict(Subject subject, Attack attack, Rows rows, Outcome foreign) {
        if (isDamaged(subject, attack, rows)) {
            population().renew(subject);
            return leak(subject, attack, "the row of another tenant was changed, or one was added to its rows");
        }
        if (foreign.reached() && attack.form() != Attack.Form.WRITE) {
            return kit.fails(attack.form().hole())
                    ? leak(subject, attack, "the row of another tenant was reached")
                    : new Verdict.Skipped(
                            "Open, and not closed by the object-relational mapper: %s".formatted(attack.remedy()));
        }
        return attack.form().isCompared() ? compared(subject, attack, rows, foreign) : new Verdict.Held();
    }

    private boolean isDamaged(Subject subject, Attack attack, Rows rows) {
        if (!attack.form().isWrite() && attack.form() != Attack.Form.OWN_WRITE) {
            return false;
        }
        return !population().dump(subject.tables()).containsAll(rows.stored())
                || population().ownerCount(subject) != rows.ownerCount();
    }

    private Verdict compared(Subject subject, Attack attack, Rows rows, Outcome foreign) {
        var absent = Instances.absent(subject, rows.target());
        if (absent == null) {
            return new Verdict.Held();
        }
        var copied = target(subject, rows).copy();
        if (copied != null) {
            Identifiers.assign(subject, copied, absent);
        }
        var unknown = attempt(kit.attacker(), attack, new Target(subject, absent, copied, rows), false);
        return unknown.equals(foreign)
                ? new Verdict.Held()
                : leak(
                        subject,
                        attack,
                        "a row of another tenant is told from an absent one: %s for the one, %s for the other"
                                .formatted(foreign.kind(), unknown.kind()));
    }

    private static Verdict leak(Subject subject, Attack attack, String seen) {
        return new Verdict.Leak(new LeakFinding(subject.name(), attack.name(), seen, attack.remedy()));
    }

    private Target target(Subject subject, Rows rows) {
        return new Target(subject, rows.target(), copy(subject, rows), rows);
    }

    private @Nullable Object copy(Subject subject, Rows rows) {
        var copy = work.commit(
                        kit.owner(), session -> Optional.ofNullable(session.find(subject.javaType(), rows.target())))
                .orElse(null);
        var change = subject.changeable();
        if (copy != null && change != null) {
            var value = Values.of(change.getJavaType(), CHANGED, Instances.length(subject.part(change.getName())));
            Members.set(copy, change.getJavaMember(), value);
        }
        return copy;
    }

    static final int CHANGED = 31_111;

    private Outcome attempt(Object tenant, Attack attack, Target target, boolean stays) {
        var commits = stays || !(attack.form().isWrite() || attack.form() == Attack.Form.REFERENCE);
        try {
            var reached = work.run(
                    tenant,
                    new TenantWork.Kind(attack.stateless(), commits),
                    session -> reaches(attack, session, target));
            return new Outcome(reached, "nothing was found");
        } catch (RuntimeException e) {
            return new Outcome(false, Outcome.shapeOf(e, target.id()));
        }
    }

    private static boolean reaches(Attack attack, SharedSessionContract session, Target target) {
        return attack.trial().reaches(session, target);
    }
}
