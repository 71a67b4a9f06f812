/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a path in a query, where associations are joined by LEFT and joins that are there are shared. */
record JoinedSteps(List<PathStep> steps) {

    <V> Path<V> in(Root<?> root) {
        Path<?> path = root;
        for (var i = 0; i < steps.size() - 1; i++) {
            path = step(path, i);
        }
        return path.get(steps.get(steps.size() - 1).name());
    }

    private Path<?> step(Path<?> path, int index) {
        var step = steps.get(index);
        var last = index == steps.size() - 2 && steps.get(index + 1).isId();
        if (path instanceof From<?, ?> from && needsJoin(index) && !(step.isAssociation() && last)) {
            return joined(from, step.name());
        }
        return path.get(step.name());
    }

    /** The foreign key needs no join, and an embeddable needs one only if an association inside it does. */
    private boolean needsJoin(int index) {
        return steps.subList(index, steps.size() - 1).stream().anyMatch(PathStep::isAssociation);
    }

    private static From<?, ?> joined(From<?, ?> from, String step) {
        var known = existing(from, step);
        return known != null ? known : from.join(step, JoinType.LEFT);
    }

    private static @Nullable Join<?, ?> existing(From<?, ?> from, String step) {
        for (Join<?, ?> join : from.getJoins()) {
            if (join.getJoinType() == JoinType.LEFT
                    && join.getOn() == null
                    && join.getAttribute() != null
                    && join.getAttribute().getName().equals(step)) {
                return join;
            }
        }
        return null;
    }
}
