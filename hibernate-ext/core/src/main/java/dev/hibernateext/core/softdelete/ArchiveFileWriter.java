/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import static dev.hibernateext.core.softdelete.internal.ArchivedTable.ARCHIVE_ID;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import dev.hibernateext.core.softdelete.internal.JsonLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** Writes one archived set to a file, which is there as a whole and on the disk, or not at all. */
final class ArchiveFileWriter {

    private final SharedSessionContractImplementor session;
    private final ArchivedSet set;
    private long rows;

    ArchiveFileWriter(SharedSessionContractImplementor session, ArchivedSet set) {
        this.session = session;
        this.set = set;
    }

    /** Writes the rows of tables, those of entities with the name of their root. */
    Path write(Path directory, String entity, Map<ArchivedTable, String> tables) {
        var file = directory.resolve(set.archiveId() + ".jsonl");
        try {
            var part = Files.createTempFile(directory, set.archiveId().toString(), ".part");
            try {
                fill(part, entity, tables);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            force(directory);
            return file;
        } catch (IOException refused) {
            throw ArchiveException.failed(file, refused);
        }
    }

    private void fill(Path part, String entity, Map<ArchivedTable, String> tables) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                var writer = new BufferedWriter(Channels.newWriter(channel, US_ASCII))) {
            var header = new LinkedHashMap<String, String>();
            header.put("format", ArchiveFileReader.FORMAT);
            header.put("version", ArchiveFileReader.VERSION);
            header.put("entity", entity);
            header.put("archive_id", set.archiveId().toString());
            header.put("archived_at", set.archivedAt().toString());
            line(header, writer);
            for (var table : tables.entrySet()) {
                writeRows(table.getKey(), table.getValue(), writer);
            }
            line(Map.of("end", Long.toString(rows)), writer);
            writer.flush();
            channel.force(true);
        }
    }

    private void writeRows(ArchivedTable table, String root, BufferedWriter writer) throws IOException {
        var types = ArchiveTypes.of(session.getFactory());
        var columns = table.columns().stream()
                .map(column -> types.of(root, table, column.name()))
                .toList();
        for (var row : rowsOf(table, columns)) {
            var values = new LinkedHashMap<String, @Nullable String>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i).name(), columns.get(i).toText(row[i]));
            }
            var line = new LinkedHashMap<String, Object>();
            line.put("table", table.name());
            line.put("row", values);
            line(line, writer);
            rows++;
        }
    }

    private List<Object[]> rowsOf(ArchivedTable table, List<ArchiveTypes.Column> columns) {
        var selected = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            selected.append(i == 0 ? "" : ", ")
                    .append(columns.get(i).name())
                    .append(" as c")
                    .append(i);
        }
        var query = session.createNativeQuery(
                "select %s from %s where %s = ?1".formatted(selected, table.archive(), ARCHIVE_ID), Object[].class);
        for (int i = 0; i < columns.size(); i++) {
            query.addScalar("c" + i, columns.get(i).type());
        }
        query.setParameter(1, set.archiveId(), StandardBasicTypes.UUID);
        return ArchiveStatements.select(table.archive(), query);
    }

    private static void line(Map<String, ?> object, BufferedWriter writer) throws IOException {
        writer.write(JsonLine.write(object));
        writer.write('\n');
    }

    /** The name of the file is on the disk too. Not every system can open a directory: there, the file system sees to it. */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
