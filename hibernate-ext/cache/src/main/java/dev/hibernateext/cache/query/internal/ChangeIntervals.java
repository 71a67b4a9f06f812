/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.AdaptiveTtl;
import dev.hibernateext.cache.query.TtlExplanation;
import dev.hibernateext.cache.query.TtlExplanation.Reason;
import dev.hibernateext.cache.query.internal.Epochs.Subject;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.context.TenantKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** How often each table changes for each tenant, as far as was seen. Safe for use by many threads. */
final class ChangeIntervals {

    private static final int MOST = 10_000;

    private final Map<Subject, ChangeInterval> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean observing = new AtomicBoolean();

    /** Begins with the first query that asks. */
    void observe(SessionFactoryImplementor factory) {
        if (!observing.get() && observing.compareAndSet(false, true)) {
            var clock = HibernateExt.of(factory).clock();
            Changes.of(factory).register(ChangeListener.afterCommit(changes -> changed(changes, clock.instant())));
        }
    }

    private void changed(ChangeSet changes, Instant now) {
        subjects(changes).forEach(subject -> changed(subject, now));
    }

    void changed(Subject subject, Instant now) {
        seen.compute(subject, (same, interval) -> interval == null ? ChangeInterval.first(now) : interval.next(now));
        if (seen.size() > MOST) {
            forgetTheQuietHalf();
        }
    }

    int size() {
        return seen.size();
    }

    /** One commit is one change, whatever it did. */
    private static Set<Subject> subjects(ChangeSet changes) {
        var subjects = new HashSet<Subject>();
        for (var change : changes.changes()) {
            var tenant = change instanceof EntityChange entity
                    ? entity.tenant()
                    : changes.context().tenant();
            change.tables().forEach(table -> subjects.add(new Subject(realm(tenant), table)));
        }
        return subjects;
    }

    private static Realm realm(@Nullable TenantKey tenant) {
        return Realm.of(tenant == null ? null : tenant.value());
    }

    /** Of those, nothing has been seen from then on. */
    private synchronized void forgetTheQuietHalf() {
        if (seen.size() > MOST) {
            var last = seen.values().stream().map(ChangeInterval::last).sorted().toList();
            var middle = last.get(last.size() / 2);
            seen.values().removeIf(interval -> !interval.last().isAfter(middle));
        }
    }

    /** How long results of some tables are used now. */
    record Question(AdaptiveTtl bounds, Realm realm, Collection<String> tables, Instant now) {}

    /** What decides, if anything was seen. */
    record Answer(Question question, @Nullable ChangeInterval interval) {

        Duration ttl() {
            return interval == null ? question.bounds().longest() : interval.ttl(question.bounds(), question.now());
        }

        TtlExplanation of(String entity, @Nullable String tenant) {
            if (interval == null) {
                return new TtlExplanation(entity, tenant, ttl(), Reason.NOT_ENOUGH_SEEN, 0, null, null);
            }
            return new TtlExplanation(
                    entity,
                    tenant,
                    ttl(),
                    interval.reason(question.bounds(), question.now()),
                    interval.changes(),
                    interval.isKnown() ? interval.interval() : null,
                    interval.last());
        }
    }

    Answer explain(Question question) {
        var shortest = intervals(question)
                .min(Comparator.comparing(interval -> interval.ttl(question.bounds(), question.now())));
        return new Answer(question, shortest.orElse(null));
    }

    /** Writes that belong to no tenant may concern all. */
    private Stream<ChangeInterval> intervals(Question question) {
        return question.tables().stream()
                .flatMap(table ->
                        Stream.of(question.realm(), Realm.of(null)).distinct().map(one -> new Subject(one, table)))
                .map(seen::get)
                .filter(Objects::nonNull);
    }
}
