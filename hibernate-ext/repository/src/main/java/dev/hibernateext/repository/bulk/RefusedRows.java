/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.core.validation.DataConstraintException;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.core.validation.ViolatedConstraint;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Locale;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;

/** Tells failures of rows from those of connections, locks and statements, and puts them into the report. */
record RefusedRows(SessionFactory factory) {

    private static final String CONSTRAINT = "constraint.";
    private static final String DATA = "data";
    private static final String DATA_EXCEPTION = "22";
    private static final String STALE = "stale";
    private static final String OTHER = "other";

    /** Whether a row is to blame: another attempt with the same row would fail too. */
    static boolean isToBlame(PersistenceException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCException failure) {
                return failure instanceof ConstraintViolationException || isOfData(failure);
            }
        }
        return true;
    }

    /** Whether another row has a unique key. */
    static boolean isTaken(PersistenceException error, SessionFactory factory) {
        return ConstraintViolations.translate(error, factory)
                .filter(violation -> violation.kind() == ViolatedConstraint.Kind.UNIQUE)
                .isPresent();
    }

    <E> BadRow<E> badRow(int index, E entity, PersistenceException error) {
        var id = factory.getPersistenceUnitUtil().getIdentifier(entity);
        var violation = ConstraintViolations.translate(error, factory).orElse(null);
        if (violation != null) {
            return new BadRow<>(index, entity, id, code(violation), violation.attributes(), violation);
        }
        return new BadRow<>(index, entity, id, code(error), attributes(error), error);
    }

    private static String code(DataConstraintException violation) {
        return CONSTRAINT + violation.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String code(PersistenceException error) {
        if (error instanceof HibernateExtException known) {
            return known.code();
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCException failure && isOfData(failure)) {
                return DATA;
            }
            if (cause instanceof StaleStateException) {
                return STALE;
            }
        }
        return OTHER;
    }

    /** ISO/IEC 9075 has class 22 for data exceptions; MariaDB's driver calls a value that is too long a syntax error otherwise. */
    private static boolean isOfData(JDBCException failure) {
        var state = failure.getSQLState();
        return failure instanceof DataException || (state != null && state.startsWith(DATA_EXCEPTION));
    }

    private static List<String> attributes(PersistenceException error) {
        return error instanceof EntityValidationException invalid
                ? invalid.violations().stream().map(EntityViolation::path).toList()
                : List.of();
    }
}
