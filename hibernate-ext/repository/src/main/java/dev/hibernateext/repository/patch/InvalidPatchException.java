/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.core.HibernateExtException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A patch from outside cannot be applied. Carries everything that is wrong with it; nothing was read or written. Codes: {@code
 * patch.malformed}, with status 400, and {@code patch.invalid}, with status 422 as RFC 5789 has it.
 *
 * <p>No value of the client is repeated.
 */
public final class InvalidPatchException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final String entityName;
    private final transient List<PatchProblem> problems;

    private InvalidPatchException(String code, Class<?> entity, List<PatchProblem> problems, String message) {
        super("patch." + code, message, null);
        this.entityName = entity.getName();
        this.problems = List.copyOf(problems);
    }

    static InvalidPatchException malformed(Class<?> entity, String problem) {
        return new InvalidPatchException(
                "malformed",
                entity,
                List.of(),
                "Cannot read a patch of %s: it is %s. Send a JSON object as RFC 7396 defines it."
                        .formatted(entity.getName(), problem));
    }

    static InvalidPatchException of(Class<?> entity, List<PatchProblem> problems) {
        var shown = problems.stream()
                .limit(SHOWN)
                .map(PatchProblem::toString)
                .collect(Collectors.joining(", ", "", problems.size() > SHOWN ? ", …" : ""));
        return new InvalidPatchException(
                "invalid",
                entity,
                problems,
                "Cannot patch %s: %d problems: %s. Nothing was written; correct them and try again."
                        .formatted(entity.getName(), problems.size(), shown));
    }

    /**
     * The entity that was to be patched.
     *
     * @return the name of its class
     */
    public String entityName() {
        return entityName;
    }

    /**
     * Everything that is wrong.
     *
     * @return in the order of the document, violated constraints last; empty if it could not be read at all
     */
    public List<PatchProblem> problems() {
        return problems;
    }

    @Override
    public int status() {
        return problems.isEmpty() ? 400 : 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "entity",
                entityName,
                "problems",
                problems.stream().map(PatchProblem::toMap).toList());
    }
}
