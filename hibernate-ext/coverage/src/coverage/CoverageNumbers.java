/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints a line for each module from JaCoCo's CSV report; run as a single source file. */
final class CoverageNumbers {

    /** The first column is "report name/module"; 5 to 8 are branches and lines, missed before covered. */
    private static final int BRANCHES_MISSED = 5;

    private static final int LINES_MISSED = 7;

    public static void main(String[] arguments) throws IOException {
        var modules = new TreeMap<String, long[]>();
        try (Stream<String> rows = Files.lines(Path.of(arguments[0]))) {
            rows.skip(1).map(row -> row.split(",")).forEach(row -> {
                var counts = modules.computeIfAbsent(row[0], module -> new long[4]);
                for (var i = 0; i < counts.length; i++) {
                    counts[i] += Long.parseLong(row[BRANCHES_MISSED + i]);
                }
            });
        }
        modules.forEach(CoverageNumbers::print);
    }

    private static void print(String module, long[] counts) {
        var lines = LINES_MISSED - BRANCHES_MISSED;
        System.out.printf(
                "%-25s %5.1f %% of %d lines, %5.1f %% of %d branches%n",
                module.substring(module.indexOf('/') + 1),
                share(counts[lines], counts[lines + 1]),
                counts[lines] + counts[lines + 1],
                share(counts[0], counts[1]),
                counts[0] + counts[1]);
    }

    private static double share(long missed, long covered) {
        return missed + covered == 0 ? 100 : 100.0 * covered / (missed + covered);
    }
}
