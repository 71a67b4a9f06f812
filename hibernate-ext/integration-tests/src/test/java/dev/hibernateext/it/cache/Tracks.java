/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.RowQuery;
import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.repository.session.QueryExecution;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/** Rows of tenants that go into the trash, and all forms in which repositories and pages read them. */
final class Tracks {

    private static final Restriction<Track> CHEAP = Restriction.restrict(Track.class, "price", Range.lessThan(100));

    private Tracks() {}

    /** Three tracks of the tenant red, and two of the tenant blue. */
    static void fill(SessionFactoryScope scope) {
        for (var tenant : List.of("red", "blue")) {
            var first = "red".equals(tenant) ? 1 : 11;
            Shop.in(scope, tenant, session -> {
                var album = new Album(first);
                session.persist(album);
                var names = "red".equals(tenant) ? List.of("one", "two", "three") : List.of("eins", "zwei");
                for (var i = 0; i < names.size(); i++) {
                    session.persist(new Track(first + i, names.get(i), album));
                }
            });
        }
    }

    static RowQuery<Track> cheap(Session session, QueryExecution execution) {
        return cheap(Repository.<Track, Integer>of(session, Track.class), execution);
    }

    static RowQuery<Track> cheap(StatelessSession session, QueryExecution execution) {
        return cheap(Repository.<Track, Integer>of(session, Track.class), execution);
    }

    private static RowQuery<Track> cheap(Repository<Track, Integer> tracks, QueryExecution execution) {
        return tracks.where(CHEAP).ascending("id").executedBy(execution);
    }

    static List<String> names(List<Track> tracks) {
        return tracks.stream().map(track -> track.name).toList();
    }

    private static Restriction<Track> named(String... names) {
        return Restriction.restrict(Track.class, "name", Range.valueList(List.of(names)));
    }

    /** What is asked, with as many statements as it takes without a cache. */
    enum Form {
        ALL(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return names(cheap(session, execution).all());
            }
        },
        FIRST(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution).first().map(track -> track.name);
            }
        },
        ONE(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution).where(named("two", "zwei")).one().name;
            }
        },
        COUNT(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution).count();
            }
        },
        EXISTS(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution).where(named("three")).exists();
            }
        },
        RECORDS(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution)
                        .select(Line.class, "name", "album.id")
                        .all();
            }
        },
        WITH_ASSOCIATION(1) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution).fetch("album").all().stream()
                        .map(track -> track.name + " in "
                                + (track.album == null ? "none" : track.album.title + track.album.id))
                        .toList();
            }
        },
        WITH_COLLECTION(2) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return cheap(session, execution).fetch("marks").all().stream()
                        .map(track -> track.name + new TreeSet<>(track.marks))
                        .toList();
            }
        },
        PAGE_BY_NUMBER(2) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return page(session, execution, TotalPolicy.exact());
            }
        },
        PAGE_COUNTED_UP_TO(2) {
            @Override
            Object read(Session session, QueryExecution execution) {
                return page(session, execution, TotalPolicy.capped(100));
            }
        },
        PAGE_OF_RECORDS(2) {
            @Override
            Object read(Session session, QueryExecution execution) {
                var factory = session.getSessionFactory();
                return OffsetPages.of(factory, Track.class)
                        .executedBy(execution)
                        .read(
                                session,
                                new OffsetRequest(1, 1, TotalPolicy.exact()),
                                query -> query.restrict(CHEAP),
                                Projection.of(factory, Track.class, Line.class, "name", "album.id"));
            }
        },
        PAGES_BY_CURSOR(2) {
            @Override
            Object read(Session session, QueryExecution execution) {
                var pages = CursorPages.of(session.getSessionFactory(), Track.class)
                        .descending("name")
                        .signedWith(new byte[16])
                        .build()
                        .executedBy(execution);
                var first = pages.read(session, CursorRequest.first(1), query -> query.restrict(CHEAP));
                var next = first.next();
                return next == null
                        ? names(first.items())
                        : List.of(names(first.items()), names(after(next, pages, session)));
            }

            private List<Track> after(String cursor, CursorPages<Track> pages, Session session) {
                return pages.read(session, CursorRequest.after(cursor, 1), query -> query.restrict(CHEAP))
                        .items();
            }
        };

        private final int statements;

        Form(int statements) {
            this.statements = statements;
        }

        int statements() {
            return statements;
        }

        abstract Object read(Session session, QueryExecution execution);

        private static Object page(Session session, QueryExecution execution, TotalPolicy totals) {
            var page = OffsetPages.of(session.getSessionFactory(), Track.class)
                    .executedBy(execution)
                    .read(session, new OffsetRequest(1, 1, totals), query -> query.restrict(CHEAP));
            return List.of(names(page.items()), page.total());
        }
    }

    /** Some values of a track. */
    record Line(String name, @Nullable Integer album) {}

    /** Has a collection, and refers to an album. */
    @Entity(name = "Track")
    static class Track extends TenantEntity {

        @Id
        int id;

        String name = "";
        Integer price = 1;

        @ElementCollection
        Set<String> marks = new HashSet<>();

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Album album;

        Track() {}

        Track(int id, String name, @Nullable Album album) {
            this.id = id;
            this.name = name;
            this.album = album;
            this.marks.add("mark " + id);
        }
    }

    /** What tracks refer to. */
    @Entity(name = "Album")
    static class Album extends TenantEntity {

        @Id
        int id;

        String title = "album ";

        Album() {}

        Album(int id) {
            this.id = id;
        }
    }
}
