/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.core.validation.EntityValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One document being read: what it sets, and all that is wrong with it. */
final class PatchReading {

    /** Other names of a client are not repeated. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]{0,63}");

    private final Class<?> entity;
    private final EntityValidation validation;
    private final List<Assignment> assignments = new ArrayList<>();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<PatchProblem> problems = new ArrayList<>();

    PatchReading(Class<?> entity, EntityValidation validation) {
        this.entity = entity;
        this.validation = validation;
    }

    void member(PatchNode.Members members, String pointer, @Nullable Object name, @Nullable Object value) {
        var place = pointer + "/"
                + (name instanceof String text && NAME.matcher(text).matches() ? text : "?");
        var node = members.allowed().get(String.valueOf(name));
        if (node == null) {
            notAllowed(place);
        } else {
            node.read(value, this, place);
        }
    }

    void assign(PatchNode.Target target, String pointer, @Nullable Object value) {
        assignments.add(new Assignment(target.path(), target.setter(), value));
        values.put(target.path(), value);
    }

    void removed(PatchNode.Target target, String pointer) {
        if (target.isNullable()) {
            assign(target, pointer, null);
        } else {
            problems.add(PatchProblem.notNullable(pointer));
        }
    }

    void notAllowed(String pointer) {
        problems.add(PatchProblem.notAllowed(pointer));
    }

    void wrongType(String pointer, String expected) {
        problems.add(PatchProblem.wrongType(pointer, expected));
    }

    List<Assignment> complete() {
        validation
                .validateProperties(entity, values)
                .forEach(violation -> problems.add(PatchProblem.violated(violation)));
        if (!problems.isEmpty()) {
            throw InvalidPatchException.of(entity, problems);
        }
        return assignments;
    }
}
