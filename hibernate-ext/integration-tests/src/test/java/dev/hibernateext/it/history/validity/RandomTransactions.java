/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history.validity;

import dev.hibernateext.it.history.validity.RecordedShapes.Bend;
import dev.hibernateext.it.history.validity.RecordedShapes.Berth;
import dev.hibernateext.it.history.validity.RecordedShapes.Crate;
import dev.hibernateext.it.history.validity.RecordedShapes.Knot;
import dev.hibernateext.it.history.validity.RecordedShapes.Label;
import dev.hibernateext.it.history.validity.RecordedShapes.Lamp;
import dev.hibernateext.it.history.validity.RecordedShapes.Lantern;
import dev.hibernateext.it.history.validity.RecordedShapes.Named;
import dev.hibernateext.it.history.validity.RecordedShapes.Paddler;
import dev.hibernateext.it.history.validity.RecordedShapes.Ship;
import dev.hibernateext.it.history.validity.RecordedShapes.Steamer;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Transactions at random, the same for the same seed: in sessions, sessions flushed by hand and stateless sessions; some roll back. */
final class RandomTransactions {

    private static final List<IntFunction<Named>> KINDS = List.of(
            Ship::new,
            Steamer::new,
            Paddler::new,
            Lamp::new,
            Lantern::new,
            Knot::new,
            Bend::new,
            Berth::new,
            Crate::new);

    private final Random random;
    private final MutableClock clock;
    private final SessionFactoryScope scope;

    /** The kinds of the entities that are there, by number. */
    private TreeMap<Integer, Integer> present = new TreeMap<>();

    private int next;

    RandomTransactions(long seed, MutableClock clock, SessionFactoryScope scope) {
        this.random = new Random(seed);
        this.clock = clock;
        this.scope = scope;
    }

    void run(int transactions) {
        for (var i = 0; i < transactions; i++) {
            clock.advance(Duration.ofSeconds(1));
            var before = new TreeMap<>(present);
            var isKept = random.nextInt(10) != 0;
            if (random.nextInt(4) == 0) {
                stateless(isKept);
            } else {
                stateful(isKept, random.nextInt(5) == 0);
            }
            if (!isKept) {
                present = before;
            }
        }
    }

    private void stateless(boolean isKept) {
        scope.inStatelessTransaction(session -> {
            for (var i = random.nextInt(6); i >= 0; i--) {
                var number = choose();
                // Envers fails in stateless sessions where an entity has collections
                if (number == null) {
                    session.insert(create(KINDS.size() - 1));
                } else if (type(number) != Crate.class) {
                    var entity = (Named) session.get(type(number), id(number));
                    entity.name("s" + random.nextInt(100));
                    session.update(entity);
                }
            }
            if (!isKept) {
                session.getTransaction().markRollbackOnly();
            }
        });
    }

    private void stateful(boolean isKept, boolean byHand) {
        scope.inTransaction(session -> {
            if (byHand) {
                session.setHibernateFlushMode(FlushMode.MANUAL);
            }
            for (var i = random.nextInt(12); i >= 0; i--) {
                step(session);
                if (random.nextInt(8) == 0) {
                    session.flush();
                }
            }
            session.flush();
            if (!isKept) {
                session.getTransaction().markRollbackOnly();
            }
        });
    }

    private void step(Session session) {
        var number = choose();
        if (number == null) {
            session.persist(create(KINDS.size()));
            return;
        }
        var entity = session.find(type(number), id(number));
        if (!(entity instanceof Lamp) && random.nextInt(8) == 0) {
            session.remove(entity);
            present.remove(number);
        } else if (entity instanceof Crate crate) {
            fill(session, crate);
        } else {
            ((Named) entity).name("n" + random.nextInt(5));
        }
    }

    private void fill(Session session, Crate crate) {
        var word = "w" + random.nextInt(4);
        switch (random.nextInt(6)) {
            case 0 -> toggle(crate.words, word);
            case 1 -> change(crate.layers, word);
            case 2 -> crate.notes.put(word, "n" + random.nextInt(3));
            case 3 -> crate.notes.remove(word);
            case 4 -> toggle(crate.labels, new Label(word, random.nextBoolean() ? null : 1));
            default -> {
                var lamps = new ArrayList<Integer>();
                present.forEach((number, kind) -> {
                    if (Lamp.class.isAssignableFrom(type(number))) {
                        lamps.add(number);
                    }
                });
                if (!lamps.isEmpty()) {
                    toggle(crate.lamps, session.find(Lamp.class, lamps.get(random.nextInt(lamps.size()))));
                }
            }
        }
    }

    private static <E> void toggle(java.util.Set<E> set, E element) {
        if (!set.add(element)) {
            set.remove(element);
        }
    }

    private void change(List<String> list, String word) {
        if (list.isEmpty() || random.nextInt(3) > 0) {
            list.add(word);
        } else {
            list.remove(random.nextInt(list.size()));
        }
    }

    private Named create(int kinds) {
        var kind = random.nextInt(kinds);
        present.put(next, kind);
        return KINDS.get(kind).apply(next++);
    }

    private @Nullable Integer choose() {
        if (present.isEmpty() || random.nextInt(5) == 0) {
            return null;
        }
        var numbers = List.copyOf(present.keySet());
        return numbers.get(random.nextInt(numbers.size()));
    }

    private Class<?> type(int number) {
        return KINDS.get(Objects.requireNonNull(present.get(number)))
                .apply(number)
                .getClass();
    }

    private Object id(int number) {
        return type(number) == Berth.class ? Objects.requireNonNull(new Berth(number).id) : (Object) number;
    }
}
