/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.CollectionElement;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.Image;
import dev.hibernateext.mixins.AuditStamps;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Capture of what transactions change. */
final class ChangeGuarantee implements Guarantee {

    @Override
    public String name() {
        return "Change capture";
    }

    @Override
    public String promise() {
        return "A listener is told once of each write, after the commit, and of nothing else: of a row, what the database"
                + " held before (where the session had loaded it) and holds now; of a bulk statement, its kind, its"
                + " tables and how many rows it affected. Reading is not reported.";
    }

    @Override
    public Feature feature() {
        return Feature.CHANGE;
    }

    @Override
    public boolean concerns(WritePath path) {
        return true;
    }

    @Override
    public void check(WritePath path, Bench bench) {
        var written = Written.by(path, bench);
        assertThat(written.captured()).hasSize(1);
        var changes = written.captured().get(0);
        assertThat(changes.transactional()).isTrue();
        switch (path.traits().report()) {
            case BOTH_IMAGES, ONE_IMAGE, UPSERT -> assertRow(written, changes);
            case STATEMENT -> assertStatement(written, changes, BulkStatement.Source.ENTITY);
            case NATIVE -> assertStatement(written, changes, BulkStatement.Source.NATIVE);
        }
    }

    @Override
    public void check(ReadBack read) {
        assertThat(read.changes().ofWrite()).as("of the write").hasSize(1);
        assertThat(read.changes().ofReads()).as("of the reads").isEmpty();
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(
                        WritePaths.OPTIMISTIC_INCREMENT,
                        "Hibernate tells nobody that it raises a version by itself; the change is not reported. Change an"
                                + " attribute to have it reported.",
                        ChangeGuarantee::assertSilent),
                new Limit(WritePaths.PESSIMISTIC_INCREMENT, "As above.", ChangeGuarantee::assertSilent));
    }

    private static void assertSilent(Written written) {
        assertThat(written.captured()).isEmpty();
    }

    private static void assertRow(Written written, ChangeSet changes) {
        assertThat(changes.bulk()).isEmpty();
        assertThat(changes.entities()).hasSize(1);
        var change = changes.entities().get(0);
        assertThat(change.javaType()).isEqualTo(written.bench().type());
        assertThat(change.id()).isEqualTo(written.bench().id());
        assertThat(change.kind()).isEqualTo(kind(written.path()));
        assertImages(written, change);
        assertTags(written, changes);
    }

    private static EntityChange.Kind kind(WritePath path) {
        if (path.traits().report() == Report.UPSERT) {
            return EntityChange.Kind.UPSERT;
        }
        return switch (path.effect()) {
            case INSERT -> EntityChange.Kind.INSERT;
            case UPDATE, TAG, NOTHING -> EntityChange.Kind.UPDATE;
            case DELETE -> EntityChange.Kind.DELETE;
        };
    }

    private static void assertImages(Written written, EntityChange change) {
        var knowsBefore = written.path().traits().report() == Report.BOTH_IMAGES;
        assertImage(written, change.before(), knowsBefore ? written.rows().before() : null);
        assertImage(written, change.after(), written.rows().after());
        if (change.before() != null && change.after() != null) {
            assertThat(change.dirtyAttributes()).contains("version").doesNotContain("createdBy", "code");
        }
    }

    private static void assertImage(Written written, @Nullable Image image, @Nullable Row row) {
        if (row == null) {
            assertThat(image).isNull();
            return;
        }
        assertThat(image).isNotNull();
        var known = Objects.requireNonNull(image);
        assertThat(known.attributes()).contains("text", "version");
        for (var attribute : known.attributes()) {
            var mapping = written.bench().persister().findAttributeMapping(attribute);
            assertThat(comparable(written, known.get(attribute)))
                    .as(attribute)
                    .isEqualTo(comparable(written, mapping.getValue(row)));
        }
    }

    /** An upsert carries the creation stamps of the insert it might have been; in an embeddable they are part of the image. */
    private static @Nullable Object comparable(Written written, @Nullable Object value) {
        return value instanceof AuditStamps stamps && written.path().traits().report() == Report.UPSERT
                ? Arrays.asList(stamps.getUpdatedAt(), stamps.getUpdatedBy())
                : value;
    }

    /** A stateless session does not tell which rows of a collection came and went. */
    private static void assertTags(Written written, ChangeSet changes) {
        var rows = changes.collections().stream()
                .filter(change -> change.rows().known())
                .collect(Collectors.toMap(change -> change.role(), change -> change.rows()));
        if (written.path().effect() == Effect.TAG) {
            assertThat(rows).hasSize(1).allSatisfy((role, tags) -> {
                assertThat(role).endsWith(".tags");
                assertThat(tags.added()).containsExactly(new CollectionElement(null, Bench.NEW_TAG));
                assertThat(tags.removed()).isEmpty();
            });
        } else {
            assertThat(rows).isEmpty();
        }
    }

    private static void assertStatement(Written written, ChangeSet changes, BulkStatement.Source source) {
        assertThat(changes.entities()).isEmpty();
        assertThat(changes.bulk()).hasSize(1);
        var change = changes.bulk().get(0);
        assertThat(change.statement().source()).isEqualTo(source);
        assertThat(change.statement().kind()).isIn(kinds(written.path()));
        assertThat(change.rowCount()).isBetween(1, mostRows(written));
        assertTables(written, change);
    }

    /** An insert with a conflict clause is a merge where the database has no such clause. */
    private static Set<BulkStatement.Kind> kinds(WritePath path) {
        return path.name().equals(WritePaths.ON_CONFLICT)
                ? Set.of(BulkStatement.Kind.INSERT, BulkStatement.Kind.OTHER)
                : Set.of(BulkStatement.Kind.valueOf(path.effect().name()));
    }

    /** MariaDB counts a row twice that an insert found and updated, and tells the caller so. */
    private static int mostRows(Written written) {
        return written.path().name().equals(WritePaths.ON_CONFLICT) ? 2 : 1;
    }

    private static void assertTables(Written written, BulkChange change) {
        if (written.path().traits().report() == Report.NATIVE) {
            assertThat(change.tablesKnown()).isFalse();
        } else {
            assertThat(change.entityNames()).contains(written.bench().type().getName());
        }
    }
}
