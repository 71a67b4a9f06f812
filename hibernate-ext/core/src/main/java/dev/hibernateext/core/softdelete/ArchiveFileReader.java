/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import dev.hibernateext.core.softdelete.internal.JsonLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** Reads a file with one archived set into the archive tables. */
final class ArchiveFileReader implements AutoCloseable {

    static final String FORMAT = "hibernate-ext-archive";
    static final String VERSION = "1";

    private final Path file;
    private final BufferedReader reader;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long number;

    ArchiveFileReader(Path file) {
        this.file = file;
        try {
            this.reader = Files.newBufferedReader(file, US_ASCII);
        } catch (IOException refused) {
            throw ArchiveException.failed(file, refused);
        }
    }

    /** What the first line tells: the set, as yet without rows. */
    ArchivedSet header(String entity) {
        var header = line();
        if (!FORMAT.equals(header.get("format")) || !VERSION.equals(header.get("version"))) {
            throw unreadable("it is no archive of a version that is known");
        }
        if (!entity.equals(header.get("entity"))) {
            throw unreadable("it is the archive of another entity");
        }
        try {
            return new ArchivedSet(
                    UUID.fromString(String.valueOf(header.get("archive_id"))),
                    Instant.parse(String.valueOf(header.get("archived_at"))),
                    Map.of());
        } catch (RuntimeException wrong) {
            throw unreadable("it does not tell what it is");
        }
    }

    /** Inserts the rows; the tables are those of entities with the name of their root. */
    ArchivedSet insert(ArchivedSet set, SharedSessionContractImplementor session, Map<ArchivedTable, String> tables) {
        var byName = new HashMap<String, ArchivedTable>();
        tables.keySet().forEach(table -> byName.put(table.name(), table));
        var line = line();
        long rows = 0;
        while (!line.containsKey("end")) {
            var table = byName.get(String.valueOf(line.get("table")));
            if (table == null || !(line.get("row") instanceof Map<?, ?> row)) {
                throw unreadable("there is no such table in the archive");
            }
            insert(table, Objects.requireNonNull(tables.get(table)), row, set, session);
            counts.merge(table.name(), 1L, Long::sum);
            rows++;
            line = line();
        }
        if (!Long.toString(rows).equals(line.get("end"))) {
            throw unreadable("rows are missing");
        }
        return new ArchivedSet(set.archiveId(), set.archivedAt(), counts);
    }

    private void insert(
            ArchivedTable table,
            String root,
            Map<?, ?> row,
            ArchivedSet set,
            SharedSessionContractImplementor session) {
        var known = table.columns().stream().map(ArchivedTable.Column::name).toList();
        if (!known.containsAll(row.keySet())) {
            throw unreadable("the table has no such column");
        }
        if (!table.tenant().isEmpty()
                && !String.valueOf(session.getTenantIdentifierValue()).equals(row.get(table.tenant()))) {
            throw unreadable("the row belongs to another tenant");
        }
        var types = ArchiveTypes.of(session.getFactory());
        var columns = known.stream().filter(row::containsKey).toList();
        ArchiveStatements.execute(session, table.archive(), table.insert(columns), query -> {
            for (int i = 0; i < columns.size(); i++) {
                var column = types.of(root, table, columns.get(i));
                query.setParameter(i + 1, column.fromText((String) row.get(columns.get(i))), column.type());
            }
            query.setParameter(columns.size() + 1, set.archiveId(), StandardBasicTypes.UUID);
            query.setParameter(columns.size() + 2, set.archivedAt(), StandardBasicTypes.INSTANT);
        });
    }

    private Map<String, @Nullable Object> line() {
        try {
            number++;
            var text = reader.readLine();
            if (text == null) {
                throw unreadable("the end is missing");
            }
            return JsonLine.read(text);
        } catch (IOException refused) {
            throw ArchiveException.failed(file, refused);
        } catch (IllegalArgumentException wrong) {
            throw unreadable("it is not a line of an archive");
        }
    }

    private ArchiveException unreadable(String reason) {
        return ArchiveException.unreadable(file, number, reason);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException refused) {
            throw ArchiveException.failed(file, refused);
        }
    }
}
