/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import static dev.hibernateext.spring.NoteWork.ADA;
import static dev.hibernateext.spring.NoteWork.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stamps, versions, hooks, validation and capture hold for what Spring Data writes. */
@NotesTest
class RowRulesTest {

    private final Notes notes;
    private final EntityManager entityManager;
    private final SessionFactory factory;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;

    RowRulesTest(
            Notes notes,
            EntityManager entityManager,
            EntityManagerFactory factory,
            PlatformTransactionManager manager,
            JdbcTemplate jdbc) {
        this.notes = notes;
        this.entityManager = entityManager;
        this.factory = factory.unwrap(SessionFactory.class);
        this.transactions = new TransactionTemplate(manager);
        this.jdbc = jdbc;
    }

    @AfterEach
    void clear() {
        jdbc.update("delete from Note");
    }

    @Test
    void stampsWhatIsSaved() {
        var saved = ADA.get(() -> notes.save(new Note("a", 1)));
        saved.title = "b";
        var merged = BOB.get(() -> notes.save(saved));

        assertThat(merged.getCreatedBy()).isEqualTo("ada");
        assertThat(merged.getUpdatedBy()).isEqualTo("bob");
        assertThat(merged.getUpdatedAt()).isAfter(merged.getCreatedAt());
        assertThat(merged.getVersion()).isOne();
    }

    @Test
    void stampsAndVersionsWhatAQueryUpdates() {
        var saved = ADA.get(() -> notes.save(new Note("a", 1)));

        assertThat(BOB.get(() -> notes.grow("a"))).isOne();

        var read = BOB.get(() -> notes.findById(idOf(saved)).orElseThrow());
        assertThat(read.pages).isEqualTo(2);
        assertThat(read.getUpdatedBy()).isEqualTo("bob");
        assertThat(read.getCreatedBy()).isEqualTo("ada");
        assertThat(read.getVersion()).isOne();
    }

    @Test
    void refusesToSaveWhatIsStale() {
        var stale = ADA.get(() -> notes.save(new Note("a", 1)));
        BOB.run(() -> notes.grow("a"));
        stale.title = "b";

        assertThatThrownBy(() -> ADA.run(() -> notes.save(stale)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(ADA.get(() -> notes.findByTitle("a"))).hasSize(1);
    }

    @Test
    void checksTheVersionAClientHasSeenThroughTheSharedEntityManager() {
        var id = idOf(ADA.get(() -> notes.save(new Note("a", 1))));

        var error = catchThrowable(() ->
                ADA.run(() -> transactions.executeWithoutResult(status -> OptimisticLocking.of(entityManager)
                        .update(Note.class, id, ExpectedVersion.of(7), note -> note.title = "b"))));

        assertThat(HibernateExtException.findIn(error, VersionConflictException.class))
                .isNotNull();
    }

    @Test
    void callsHooksThatChangeAndRefuse() {
        try (var strip = Hooks.of(factory)
                        .on(Note.class)
                        .beforeSave(note -> note.set("title", "[" + note.entity().title + "]"));
                var veto = Hooks.of(factory).on(Note.class).beforeSoftDelete(note -> {
                    throw HookVetoException.because("notes stay", note);
                })) {
            var saved = ADA.get(() -> notes.save(new Note("a", 1)));
            assertThat(saved.title).isEqualTo("[a]");

            var error = catchThrowable(() -> ADA.run(() -> notes.deleteById(idOf(saved))));
            assertThat(HibernateExtException.findIn(error, HookVetoException.class))
                    .isNotNull();
            assertThat(ADA.get(() -> notes.existsById(idOf(saved)))).isTrue();
        }
    }

    @Test
    void reportsTheViolationsOfAllEntitiesTogether() {
        var error = catchThrowable(() ->
                ADA.run(() -> notes.saveAll(List.of(new Note("", 1), new Note("b", -1), new Note("c", 1)))));

        var found = HibernateExtException.findIn(error, EntityValidationException.class);
        assertThat(Objects.requireNonNull(found).violations())
                .extracting(EntityViolation::path)
                .containsExactlyInAnyOrder("title", "pages");
        ADA.run(() -> assertThat(notes.findAll()).isEmpty());
    }

    @Test
    void tellsListenersOnceWhatATransactionChanged() {
        var told = new ArrayList<List<Change>>();
        try (var registration =
                Changes.of(factory).register(ChangeListener.afterCommit(changes -> told.add(changes.changes())))) {
            ADA.run(() -> transactions.executeWithoutResult(status -> {
                notes.save(new Note("a", 1));
                notes.save(new Note("b", 1));
            }));
            ADA.run(() -> transactions.executeWithoutResult(status -> {
                notes.save(new Note("c", 1));
                status.setRollbackOnly();
            }));
        }

        assertThat(told).hasSize(1);
        assertThat(told.get(0)).hasSize(2).allMatch(EntityChange.class::isInstance);
    }

    @Test
    void reportsTheBadRowsOfAnImport() {
        var report = ADA.get(() -> notes.importAll(List.of(new Note("a", 1), new Note("b", -1), new Note("c", 1))));

        assertThat(report.inserted()).isEqualTo(2);
        assertThat(report.badRows())
                .singleElement()
                .satisfies(bad -> assertThat(bad.index()).isOne());
        assertThat(jdbc.queryForList("select title || created_by || tenant_id from Note", String.class))
                .containsExactlyInAnyOrder("aadaacme", "cadaacme");
    }

    private static long idOf(Note note) {
        return Objects.requireNonNull(note.getId());
    }
}
