/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.repository.Repository;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;

/** Ways of saying one query: two conditions, a sort and a limit. */
public enum QueryWay {

    /** What the others are compared with. */
    HQL("HQL") {
        @Override
        List<StampedTrack> run(Session session, long first) {
            return hql(session, first);
        }
    },

    /** The same once more, which shows what a ratio means. */
    HQL_AGAIN("HQL again") {
        @Override
        List<StampedTrack> run(Session session, long first) {
            return hql(session, first);
        }
    },

    /** Jakarta Persistence's builder, by hand. */
    CRITERIA("criteria by hand") {
        @Override
        List<StampedTrack> run(Session session, long first) {
            var builder = session.getCriteriaBuilder();
            var query = builder.createQuery(StampedTrack.class);
            var track = query.from(StampedTrack.class);
            query.where(
                    builder.greaterThan(track.<Long>get("id"), first),
                    builder.greaterThanOrEqualTo(track.get("columns").<Integer>get("milliseconds"), SHORTEST));
            query.orderBy(builder.asc(track.get("id")));
            return session.createSelectionQuery(query).setMaxResults(LIMIT).getResultList();
        }
    },

    /** Hibernate's specification. */
    SPECIFICATION("SelectionSpecification") {
        @Override
        List<StampedTrack> run(Session session, long first) {
            return SelectionSpecification.create(StampedTrack.class)
                    .restrict(behind(first))
                    .restrict(LONG_ENOUGH)
                    .sort(Order.asc(StampedTrack.class, "id"))
                    .createQuery(session)
                    .setMaxResults(LIMIT)
                    .getResultList();
        }
    },

    /** The library. */
    REPOSITORY("Repository.where") {
        @Override
        List<StampedTrack> run(Session session, long first) {
            return Repository.<StampedTrack, Long>of(session, StampedTrack.class)
                    .where(behind(first))
                    .where(LONG_ENOUGH)
                    .ascending("id")
                    .limit(LIMIT)
                    .all();
        }
    };

    static final int LIMIT = 20;

    private static final int SHORTEST = 200_000;

    private static final Path<StampedTrack, Long> ID =
            Path.from(StampedTrack.class).to("id", Long.class);

    private static final Restriction<StampedTrack> LONG_ENOUGH = Path.from(StampedTrack.class)
            .to("columns", TrackColumns.class)
            .to("milliseconds", Integer.class)
            .restrict(Range.greaterThanOrEqualTo(SHORTEST));

    private final String title;

    QueryWay(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The {@link #LIMIT} rows behind an id. */
    abstract List<StampedTrack> run(Session session, long first);

    private static List<StampedTrack> hql(Session session, long first) {
        return session.createSelectionQuery(
                        "from Track t where t.id > :first and t.columns.milliseconds >= :shortest order by t.id",
                        StampedTrack.class)
                .setParameter("first", first)
                .setParameter("shortest", SHORTEST)
                .setMaxResults(LIMIT)
                .getResultList();
    }

    private static Restriction<StampedTrack> behind(long first) {
        return ID.restrict(Range.greaterThan(first));
    }
}
