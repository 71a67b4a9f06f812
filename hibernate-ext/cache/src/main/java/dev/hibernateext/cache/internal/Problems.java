/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal;

import dev.hibernateext.core.HibernateExtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with declarations, so that it is told at once. Belongs to one thread. */
public final class Problems {

    private final List<HibernateExtException> found = new ArrayList<>();

    /** With nothing wrong so far. */
    public Problems() {}

    /** Goes on after one; the same text is told once. */
    public void add(HibernateExtException problem) {
        if (found.stream().noneMatch(other -> Objects.equals(other.getMessage(), problem.getMessage()))) {
            found.add(problem);
        }
    }

    /** Adds those found elsewhere. */
    public void addAll(Problems others) {
        others.found.forEach(this::add);
    }

    /** Empty if it fails. */
    public <T> Optional<T> collect(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (HibernateExtException e) {
            add(e);
            return Optional.empty();
        }
    }

    /** Does what may fail. */
    public void run(Runnable step) {
        collect(() -> {
            step.run();
            return true;
        });
    }

    /** What is wrong so far. */
    public List<HibernateExtException> found() {
        return List.copyOf(found);
    }
}
