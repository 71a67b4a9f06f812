/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Makes the rows of both tenants, with the same values wherever nobody generates them, and watches what each sees. */
final class Population {

    /** More than the rows that one row needs. */
    private static final int STRIDE = 64;

    private static final int OTHER_VALUES = 20_000;

    private final LeakKit kit;
    private final TenantWork work;
    private final Instances instances;
    private final Map<Subject, Object> own = new LinkedHashMap<>();
    private final Map<Subject, Observation> before = new HashMap<>();
    private final Map<Subject, CreationException> failures = new HashMap<>();
    private final Map<String, String> violated = new HashMap<>();
    private final Map<Subject, Rows> rows = new HashMap<>();
    private int others = OTHER_VALUES;

    Population(LeakKit kit, TenantWork work, Instances instances) {
        this.kit = kit;
        this.work = work;
        this.instances = instances;
    }

    void populate(List<Subject> subjects) {
        for (var subject : subjects) {
            attempt(subject, () -> own.put(subject, create(kit.attacker(), subject, first(subjects, subject))));
        }
        own.forEach((subject, id) -> attempt(subject, () -> before.put(subject, observe(kit.attacker(), subject, id))));
        var targets = new LinkedHashMap<Subject, Stored>();
        for (var subject : before.keySet()) {
            attempt(subject, () -> targets.put(subject, target(subject, first(subjects, subject))));
        }
        // rows with other values, which formulas over them would show
        targets.keySet().forEach(subject -> attempt(subject, () -> create(kit.owner(), subject, nextOthers())));
        targets.forEach((subject, stored) -> attempt(subject, () -> rows.put(subject, complete(subject, stored))));
    }

    private static int first(List<Subject> subjects, Subject subject) {
        return STRIDE * (subjects.indexOf(subject) + 1);
    }

    private void attempt(Subject subject, Runnable step) {
        try {
            step.run();
        } catch (CreationException e) {
            failures.put(subject, e);
        } catch (RuntimeException e) {
            failures.put(
                    subject, new CreationException(subject.name(), e.getClass().getSimpleName(), e));
        }
    }

    private Object create(Object tenant, Subject subject, int first) {
        return work.commit(
                tenant, session -> identifier(session, instances.create(session, subject, new Numbers(first))));
    }

    private static Object identifier(Session session, Object instance) {
        return session.getIdentifier(instance);
    }

    private Observation observe(Object tenant, Subject subject, Object id) {
        return work.commit(tenant, session -> Observation.of(session, subject, id));
    }

    private Stored target(Subject subject, int first) {
        var before = dump(subject.tables());
        var id = targetId(subject, first);
        return new Stored(id, dump(subject.tables()).without(before));
    }

    /** Where the tenants have tables of their own, both may get the same identifier. */
    private Object targetId(Subject subject, int first) {
        var id = withSameValues(subject, first);
        while (id.equals(own.get(subject))) {
            id = create(kit.owner(), subject, nextOthers());
        }
        return id;
    }

    private int nextOthers() {
        others += STRIDE;
        return others;
    }

    private Object withSameValues(Subject subject, int first) {
        try {
            return create(kit.owner(), subject, first);
        } catch (CreationException e) {
            if (!(violation(e) instanceof ConstraintViolationException violation)) {
                throw e;
            }
            violated.put(
                    e.entity(),
                    "the key of another tenant's row was refused by the constraint " + violation.getConstraintName());
            return create(kit.owner(), subject, nextOthers());
        }
    }

    private static @Nullable Throwable violation(Throwable error) {
        Throwable cause = error;
        while (cause != null && !(cause instanceof ConstraintViolationException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private Rows complete(Subject subject, Stored stored) {
        var seen = new HashMap<String, String>();
        var first = before.get(subject);
        var id = own.get(subject);
        if (first == null || id == null) {
            throw new IllegalStateException("Not observed");
        }
        var now = observe(kit.attacker(), subject, id);
        if (now.count() != first.count()) {
            seen.put(Attacks.COUNT, "rows were counted that another tenant had added");
        }
        if (now.isEmpty()) {
            seen.put(Attacks.OWN_ROW, "an own row was not found after its insert, as if it were another tenant's");
        } else if (!now.isOfSameRow(first, subject.persister().getPropertyTypes())) {
            seen.put(Attacks.OWN_ROW, "an own row changed when another tenant added rows");
        }
        var key = violated.get(subject.name());
        if (key != null) {
            seen.put(Attacks.SAME_KEYS, key);
        }
        return new Rows(id, stored.id(), stored.rows(), ownerCount(subject), seen);
    }

    long ownerCount(Subject subject) {
        return work.commit(
                kit.owner(),
                session -> session.createSelectionQuery("select count(*) from " + subject.name(), Long.class)
                        .getSingleResult());
    }

    /** After an attack that did change the row. */
    void renew(Subject subject) {
        var past = rows.remove(subject);
        attempt(subject, () -> {
            var stored = target(subject, nextOthers());
            if (past != null) {
                rows.put(
                        subject,
                        new Rows(past.own(), stored.id(), stored.rows(), ownerCount(subject), past.observed()));
            }
        });
    }

    @Nullable
    Rows rows(Subject subject) {
        return rows.get(subject);
    }

    @Nullable
    CreationException failure(Subject subject) {
        return failures.get(subject);
    }

    TableRows dump(Set<String> tables) {
        var source = kit.dataSource();
        if (source == null) {
            return work.commit(
                    kit.owner(), session -> session.doReturningWork(connection -> TableRows.read(connection, tables)));
        }
        try (var connection = source.getConnection()) {
            return TableRows.read(connection, tables);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the tables to compare them", e);
        }
    }

    /** A row that was made. */
    private record Stored(Object id, TableRows rows) {}
}
