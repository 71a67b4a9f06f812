/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import static dev.hibernateext.spring.NoteWork.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.Total;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.repository.session.ClosedSessionException;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The entity manager Spring injects has a session in a transaction only. */
@NotesTest
class SharedEntityManagerTest {

    private static final OffsetRequest FIRST = new OffsetRequest(1, 2, TotalPolicy.estimated());

    private final Notes notes;
    private final EntityManager entityManager;
    private final OffsetPages<Note> pages;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;

    SharedEntityManagerTest(
            Notes notes,
            EntityManager entityManager,
            SessionFactory factory,
            PlatformTransactionManager manager,
            JdbcTemplate jdbc) {
        this.notes = notes;
        this.entityManager = entityManager;
        this.pages = OffsetPages.of(factory, Note.class);
        this.transactions = new TransactionTemplate(manager);
        this.jdbc = jdbc;
    }

    @AfterEach
    void clear() {
        jdbc.update("delete from Note");
    }

    @Test
    void isRefusedOutsideOfATransaction() {
        ADA.run(() -> {
            assertThatExceptionOfType(ClosedSessionException.class)
                    .isThrownBy(() -> Repository.of(entityManager, Note.class))
                    .withMessageContaining("@Transactional")
                    .satisfies(error -> assertThat(error.code()).isEqualTo("repository.session-closed"));
            assertThatExceptionOfType(ClosedSessionException.class)
                    .isThrownBy(() -> pages.read(entityManager, FIRST, query -> query));
        });
    }

    @Test
    void readsInATransaction() {
        ADA.run(() -> notes.saveAll(List.of(new Note("a", 1), new Note("b", 2), new Note("c", 3))));

        ADA.run(() -> transactions.executeWithoutResult(status -> {
            assertThat(Repository.<Note, Long>of(entityManager, Note.class).count())
                    .isEqualTo(3);
            var page = pages.read(entityManager, FIRST, query -> query);
            assertThat(page.items()).hasSize(2);
            assertThat(page.total()).isEqualTo(new Total.Exact(3));
        }));
    }
}
