/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.HibernateExtException;
import java.io.Serial;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Errors become problems that handlers of the application can add to. */
class ProblemsTest {

    @Test
    void tellWhatTheClientDid() {
        var problem = Problems.of(new Failure(409));

        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getType()).isEqualTo(URI.create("urn:hibernate-ext:shelf.is-full"));
        assertThat(problem.getTitle()).isEqualTo("Is full");
        assertThat(problem.getDetail()).isEqualTo("Shelf 7 is full.");
        assertThat(problem.getProperties())
                .containsEntry("code", "shelf.is-full")
                .containsEntry("shelf", 7);
    }

    @Test
    void tellOnlyTheCodeOfWhatTheServerDid() {
        var problem = Problems.of(new Failure(503));

        assertThat(problem.getStatus()).isEqualTo(503);
        assertThat(problem.getDetail()).isNull();
        assertThat(problem.getProperties()).containsExactly(Map.entry("code", "shelf.is-full"));
    }

    @Test
    void canBeAddedTo() {
        var problem = Problems.of(new Failure(503));
        problem.setProperty("retryable", true);

        assertThat(problem.getProperties()).containsEntry("retryable", true);
    }

    private static final class Failure extends HibernateExtException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final int status;

        Failure(int status) {
            super("shelf.is-full", "Shelf 7 is full.", null);
            this.status = status;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        protected Map<String, Object> details() {
            return Map.of("shelf", 7);
        }
    }
}
