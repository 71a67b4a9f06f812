/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import static dev.hibernateext.spring.NoteWork.ADA;
import static dev.hibernateext.spring.NoteWork.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.softdelete.Trash;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.jpa.domain.DeleteSpecification;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every delete of Spring Data marks rows, for its own tenant only, and no read of it shows them or those of another. */
@NotesTest
class DeletedRowsTest {

    private static final Specification<Note> FIRST =
            (root, query, builder) -> builder.equal(root.get("title"), "first");

    /** With the number of notes it deletes. */
    static final List<Delete> DELETES = List.of(
            new Delete("delete", 1, (notes, note) -> notes.delete(note)),
            new Delete("deleteById", 1, (notes, note) -> notes.deleteById(idOf(note))),
            new Delete("deleteAll", 2, (notes, note) -> notes.deleteAll()),
            new Delete("deleteAll of some", 1, (notes, note) -> notes.deleteAll(List.of(note))),
            new Delete("deleteAllById", 1, (notes, note) -> notes.deleteAllById(List.of(idOf(note)))),
            new Delete("deleteAllInBatch", 2, (notes, note) -> notes.deleteAllInBatch()),
            new Delete("deleteAllInBatch of some", 1, (notes, note) -> notes.deleteAllInBatch(List.of(note))),
            new Delete("deleteAllByIdInBatch", 1, (notes, note) -> notes.deleteAllByIdInBatch(List.of(idOf(note)))),
            new Delete("derived delete", 1, (notes, note) -> notes.deleteByTitle("first")),
            new Delete("modifying query", 1, (notes, note) -> notes.discard("first")),
            new Delete(
                    "specification",
                    1,
                    (notes, note) -> notes.delete(DeleteSpecification.where(
                            (root, delete, builder) -> builder.equal(root.get("title"), "first")))));

    static final List<Read> READS = List.of(
            new Read("findAll", notes -> notes.findAll().stream()),
            new Read("derived query", notes -> notes.findByTitle("first").stream()),
            new Read("query", notes -> notes.longerThan(0).stream()),
            new Read("page", notes -> notes.findByPagesGreaterThan(0, PageRequest.of(0, 1)).stream()),
            new Read(
                    "count of a page",
                    notes -> Stream.generate(() -> new Note("first", 1))
                            .limit(notes.findAll(FIRST, PageRequest.of(0, 1)).getTotalElements())),
            new Read("specification", notes -> notes.findAll(FIRST).stream()),
            new Read(
                    "count of a specification",
                    notes -> Stream.generate(() -> new Note("first", 1)).limit(notes.count(FIRST))),
            new Read("fluent query", notes -> notes.findBy(FIRST, query -> query.all()).stream()),
            new Read("example", notes -> notes.findAll(Example.of(new Note("first", 1))).stream()));

    private final Notes notes;
    private final EntityManager entityManager;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;

    DeletedRowsTest(Notes notes, EntityManager entityManager, PlatformTransactionManager manager, JdbcTemplate jdbc) {
        this.notes = notes;
        this.entityManager = entityManager;
        this.transactions = new TransactionTemplate(manager);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void save() {
        ADA.run(() -> notes.saveAll(List.of(new Note("first", 1), new Note("second", 2))));
    }

    @AfterEach
    void clear() {
        jdbc.update("delete from Note");
    }

    @ParameterizedTest
    @FieldSource("DELETES")
    void marksRowsAndRestoresThem(Delete delete) {
        ADA.run(() -> delete.work().accept(notes, first()));

        assertThat(activeRows()).isEqualTo(2 - delete.rows());
        assertThat(marked()).isEqualTo(delete.rows());
        assertThat(jdbc.queryForList("select deleted_by from Note where deleted_at is not null", String.class))
                .containsOnly("ada");

        ADA.run(() -> transactions.executeWithoutResult(status -> {
            var trash = Trash.of(entityManager, Note.class);
            trash.restoreAll(trash.list(query -> query).stream()
                    .map(DeletedRowsTest::idOf)
                    .toList());
        }));
        assertThat(activeRows()).isEqualTo(2);
    }

    @ParameterizedTest
    @FieldSource("DELETES")
    void deletesNothingOfAnotherTenant(Delete delete) {
        var note = ADA.get(this::first);

        // Some find nothing to delete, some say so.
        STRANGER.run(() -> assertThat(catchThrowable(() -> delete.work().accept(notes, note)))
                .satisfiesAnyOf(
                        error -> assertThat(error).isNull(),
                        error -> assertThat(error).isInstanceOf(OptimisticLockingFailureException.class)));

        assertThat(marked()).isZero();
        assertThat(activeRows()).isEqualTo(2);
    }

    @ParameterizedTest
    @FieldSource("READS")
    void showsNoDeletedRow(Read read) {
        assertThat(ADA.get(() -> read.titles(notes))).contains("first");

        ADA.run(() -> notes.deleteByTitle("first"));

        assertThat(ADA.get(() -> read.titles(notes))).doesNotContain("first");
    }

    @ParameterizedTest
    @FieldSource("READS")
    void showsNoRowOfAnotherTenant(Read read) {
        assertThat(STRANGER.get(() -> read.titles(notes))).isEmpty();
    }

    private Note first() {
        return notes.findByTitle("first").get(0);
    }

    private long activeRows() {
        return ADA.get(notes::count);
    }

    private long marked() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from Note where deleted_at is not null", Long.class));
    }

    private static long idOf(Note note) {
        return Objects.requireNonNull(note.getId());
    }

    /** A way to delete. */
    record Delete(String name, int rows, BiConsumer<Notes, Note> work) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** A way to read. */
    record Read(String name, Function<Notes, Stream<Note>> work) {

        List<String> titles(Notes notes) {
            return work.apply(notes).map(Note::getTitle).toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
