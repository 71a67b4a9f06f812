/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Random reads and writes of collections. The number of the write says what a collection holds after it: nothing, the number, or the number and the next. Only one at
 * a time writes those of a box, so what is read has to be of a write between the last that was committed before and the last that was about to be after.
 */
final class CollectionOracle {

    static final String WORDS = Box.class.getName() + ".numbers";
    static final String PARTS = Box.class.getName() + ".parts";
    private static final int BOXES = 6;

    private final long seed;
    private final List<Way> ways;
    private final SessionFactoryScope scope;
    private final List<Written> boxes;
    private final AtomicLong done = new AtomicLong();
    private final Collection<String> wrong = new ConcurrentLinkedQueue<>();

    CollectionOracle(long seed, Set<Way> ways, SessionFactoryScope scope) {
        this.seed = seed;
        this.ways = List.copyOf(ways);
        this.scope = scope;
        this.boxes = IntStream.range(0, BOXES)
                .mapToObj(id -> new Written(id, new AtomicInteger(), new AtomicInteger()))
                .toList();
    }

    /** A box, and how many writes of it there were. */
    private record Written(int id, AtomicInteger committed, AtomicInteger begun) {}

    private static Set<Integer> contentAfter(int write) {
        return switch (write % 3) {
            case 0 -> Set.of();
            case 1 -> Set.of(write);
            default -> Set.of(write, write + 1);
        };
    }

    /** What was read and cannot have been there, and what failed. */
    Collection<String> run(int threads, long operations) {
        boxes.forEach(box -> scope.inTransaction(session -> session.persist(new Box(box.id()))));
        var pool = Executors.newFixedThreadPool(threads);
        try {
            IntStream.range(0, threads)
                    .mapToObj(thread ->
                            CompletableFuture.runAsync(() -> work(new Random(seed + thread), operations), pool))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
        }
        return wrong;
    }

    private void work(Random random, long operations) {
        while (done.getAndIncrement() < operations) {
            var box = boxes.get(random.nextInt(BOXES));
            try {
                if (random.nextInt(8) == 0) {
                    write(box, ways.get(random.nextInt(ways.size())), random.nextInt(6) == 0);
                } else {
                    read(box);
                }
            } catch (RuntimeException e) {
                wrong.add("failed: %s, seed %d".formatted(e, seed));
            }
        }
    }

    /** An element may be deleted between the look for the collection and that for the element, by a write going on. */
    private void read(Written box) {
        var least = box.committed().get();
        try {
            scope.inTransaction(session -> read(session, box, least));
        } catch (EntityNotFoundException e) {
            if (box.begun().get() == least) {
                throw e;
            }
        }
    }

    private void read(Session session, Written box, int least) {
        var found = session.find(Box.class, box.id());
        var numbers = new TreeSet<>(found.numbers);
        check("numbers", box, least, numbers);
        check("parts", box, least, found.numbersOfParts());
    }

    private void check(String collection, Written box, int least, Set<Integer> found) {
        var most = box.begun().get();
        if (IntStream.rangeClosed(least, most)
                .noneMatch(write -> contentAfter(write).equals(found))) {
            wrong.add("%s of box %d: %s is of no write from %d to %d, seed %d"
                    .formatted(collection, box.id(), found, least, most, seed));
        }
    }

    private void write(Written box, Way way, boolean rollsBack) {
        synchronized (box) {
            try (var session = scope.openSession()) {
                session.beginTransaction();
                way.write(session, box.id(), contentAfter(box.committed().get() + 1));
                session.flush();
                end(session, box, rollsBack);
            }
        }
    }

    private static void end(Session session, Written box, boolean rollsBack) {
        if (rollsBack) {
            session.getTransaction().rollback();
        } else {
            box.begun().incrementAndGet();
            session.getTransaction().commit();
            box.committed().incrementAndGet();
        }
    }

    /** How the collections of a box come to hold something else. */
    enum Way {

        /** What is there goes one by one, by orphan removal where it is a row of its own. */
        ELEMENTS,

        /** All that is there goes at once. */
        CLEARED,

        /** Others take their place. */
        REPLACED,

        /** The parts go by a statement. */
        HQL,

        /** The numbers go without a word. */
        PAST_HIBERNATE;

        void write(Session session, int id, Set<Integer> content) {
            if (this == HQL) {
                session.createMutationQuery("delete Part where box.id = :id")
                        .setParameter("id", id)
                        .executeUpdate();
            }
            var box = session.find(Box.class, id);
            switch (this) {
                case ELEMENTS -> {
                    box.numbers.removeIf(number -> !content.contains(number));
                    box.parts.removeIf(part -> !content.contains(part.number));
                }
                case REPLACED -> {
                    box.numbers = new HashSet<>();
                    box.parts.clear();
                }
                case PAST_HIBERNATE -> {
                    session.doWork(connection -> {
                        try (var statement = connection.prepareStatement("delete from Box_numbers where Box_id = ?")) {
                            statement.setInt(1, id);
                            statement.executeUpdate();
                        }
                    });
                    return;
                }
                default -> {
                    box.numbers.clear();
                    box.parts.clear();
                }
            }
            box.add(content);
        }
    }

    /** With a collection of values, and one of rows. */
    @Entity(name = "Box")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Box {

        @Id
        int id;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Integer> numbers = new HashSet<>();

        @OneToMany(mappedBy = "box", cascade = CascadeType.ALL, orphanRemoval = true)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Part> parts = new HashSet<>();

        Box() {}

        Box(int id) {
            this.id = id;
        }

        void add(Set<Integer> content) {
            numbers.addAll(content);
            var there = numbersOfParts();
            content.stream()
                    .filter(number -> !there.contains(number))
                    .forEach(number -> parts.add(new Part(number, this)));
        }

        Set<Integer> numbersOfParts() {
            return parts.stream().map(part -> part.number).collect(Collectors.toSet());
        }
    }

    /** In a box. */
    @Entity(name = "Part")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Part {

        @Id
        @GeneratedValue
        int id;

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Box box;

        Part() {}

        Part(int number, Box box) {
            this.number = number;
            this.box = box;
        }
    }
}
