/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static java.util.Objects.requireNonNull;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The reference of settings, made from the Javadoc of the constants that hold the keys. */
final class SettingsPage {

    private static final String HEAD = """
            = Settings

            All settings are given to Hibernate like its own, as properties of the persistence unit or in `application.properties`,
            and are read once, when the session factory is built. A value that cannot be used fails the start. This page is made
            from the Javadoc of `CoreSettings` and `TenancySettings`.
            """;

    private final List<String> entries = new ArrayList<>();

    private SettingsPage() {}

    static String of(List<Path> sources) throws IOException {
        var page = new SettingsPage();
        JavaSources.scan(sources, trees -> page.new Constants(trees));
        return HEAD + String.join("", page.entries);
    }

    private void add(String key, DocCommentTree comment) {
        var description = JavaSources.text(comment.getFullBody());
        entries.add("""

                == `%s`

                %s

                Default: %s
                """.formatted(key, description, defaultOf(key, comment)));
    }

    private static String defaultOf(String key, DocCommentTree comment) {
        return comment.getBlockTags().stream()
                .filter(tag -> tag instanceof UnknownBlockTagTree unknown
                        && unknown.getTagName().equals("settingDefault"))
                .map(tag -> JavaSources.text(((UnknownBlockTagTree) tag).getContent()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No @settingDefault for " + key + "."));
    }

    private final class Constants extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;

        Constants(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            return type.getModifiers().getFlags().contains(Modifier.PUBLIC) ? super.visitClass(type, null) : null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree constant, @Nullable Void nothing) {
            if (constant.getInitializer() instanceof LiteralTree key && key.getValue() instanceof String name) {
                var comment = requireNonNull(trees.getDocCommentTree(getCurrentPath()), name);
                add(name, comment);
            }
            return null;
        }
    }
}
