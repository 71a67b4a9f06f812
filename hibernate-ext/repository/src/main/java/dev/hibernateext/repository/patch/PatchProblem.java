/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.core.validation.EntityViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at one place of a patch.
 *
 * @param kind what is wrong
 * @param pointer the place, as a JSON pointer of RFC 6901; a name no attribute could have stands as {@code ?}
 * @param expected what a value has to be, where it is of another type; else empty
 * @param violation the constraint that is not fulfilled, or null
 */
public record PatchProblem(
        Kind kind,
        String pointer,
        String expected,
        @Nullable EntityViolation violation) {

    /** What can be wrong. */
    public enum Kind {
        /** There is no such attribute, or it may not be changed. */
        NOT_ALLOWED,
        /** The value is not of the attribute's type. */
        WRONG_TYPE,
        /** The attribute always has a value. */
        NOT_NULLABLE,
        /** A constraint of the attribute is not fulfilled. */
        VIOLATED
    }

    static PatchProblem notAllowed(String pointer) {
        return new PatchProblem(Kind.NOT_ALLOWED, pointer, "", null);
    }

    static PatchProblem wrongType(String pointer, String expected) {
        return new PatchProblem(Kind.WRONG_TYPE, pointer, expected, null);
    }

    static PatchProblem notNullable(String pointer) {
        return new PatchProblem(Kind.NOT_NULLABLE, pointer, "", null);
    }

    static PatchProblem violated(EntityViolation violation) {
        return new PatchProblem(Kind.VIOLATED, "/" + violation.path().replace('.', '/'), "", violation);
    }

    /**
     * This problem for a problem detail.
     *
     * @return kind and pointer, and what is known beyond them; no value
     */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("kind", kind.name());
        map.put("pointer", pointer);
        if (!expected.isEmpty()) {
            map.put("expected", expected);
        }
        if (violation != null) {
            map.put("constraint", violation.constraint().getName());
            map.put("messageTemplate", violation.messageTemplate());
        }
        return map;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NOT_ALLOWED -> pointer + " may not be changed";
            case WRONG_TYPE -> pointer + " is not " + expected;
            case NOT_NULLABLE -> pointer + " cannot be removed";
            case VIOLATED ->
                pointer + " violates @"
                        + (violation == null ? "" : violation.constraint().getSimpleName());
        };
    }
}
