/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static java.util.Objects.requireNonNull;

import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Java sources as trees with their comments. */
final class JavaSources {

    private JavaSources() {}

    /** The sources below a folder, by path. */
    static List<Path> below(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Scans each source with a scanner of its own. */
    static void scan(
            Collection<Path> sources, Function<DocTrees, TreePathScanner<@Nullable Void, @Nullable Void>> scanner)
            throws IOException {
        var compiler = requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                scanner.apply(trees).scan(new TreePath(unit), null);
            }
        }
    }

    /** Javadoc as AsciiDoc: code in backticks, links by their last name, paragraphs by empty lines. */
    static String text(List<?> comment) {
        return comment.stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link [^}]*#(\\w+)(?:\\([^)]*\\))?}", "`$1`")
                .replaceAll("\\{@link (?:\\w+\\.)*(\\w+)}", "`$1`")
                .replaceAll("\\s*<p>\\s*", "\n\n")
                .strip();
    }
}
