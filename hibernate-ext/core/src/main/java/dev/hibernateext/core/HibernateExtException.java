/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;

/**
 * The base of all errors of this library. It is a {@link jakarta.persistence.PersistenceException}, so a transaction rolls
 * back and frameworks translate it as any other error of the ORM.
 *
 * <p>A message says what failed, for whom, the state seen and what to do. Attribute values, bind values and the names of
 * people never enter it.
 */
public abstract class HibernateExtException extends HibernateException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * For the errors of a feature.
     *
     * @param code what {@link #code()} answers
     * @param message what failed, for whom, the state seen, what to do
     * @param cause what led to it, if anything did
     */
    protected HibernateExtException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Finds an error of this library behind others. A commit wraps what stopped it in a {@code RollbackException}, and the
     * start of a factory in a {@code PersistenceException}.
     *
     * @param error what was caught, or null
     * @param type the error looked for
     * @param <E> its type
     * @return the first of that type among the error and its causes, or null
     */
    public static <E extends HibernateExtException> @Nullable E findIn(@Nullable Throwable error, Class<E> type) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /**
     * A stable identifier of this kind of error, for handlers and documentation.
     *
     * @return lower-case words joined by hyphens, behind the feature and a dot: {@code lock.version-conflict}
     */
    public final String code() {
        return code;
    }

    /**
     * The HTTP status that fits when the error reaches a client.
     *
     * @return a status of RFC 9110; 500 unless the kind of error knows better
     */
    public int status() {
        return 500;
    }

    /**
     * This error as the members of a problem detail.
     *
     * @return {@code type} (a URN made of the code), {@code title}, {@code status}, {@code detail} and {@code code} as RFC
     *     9457 defines them, followed by {@link #details()}; values are strings, numbers, booleans, lists and maps
     */
    public final Map<String, Object> toProblem() {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:hibernate-ext:" + code);
        problem.put("title", title());
        problem.put("status", status());
        problem.put("detail", String.valueOf(getMessage()));
        problem.put("code", code);
        problem.putAll(details());
        return problem;
    }

    /**
     * What handlers may want to know beyond the code.
     *
     * @return members to add to {@link #toProblem()}; none unless the kind of error has some
     */
    protected Map<String, Object> details() {
        return Map.of();
    }

    private String title() {
        var words = code.substring(code.indexOf('.') + 1).replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
