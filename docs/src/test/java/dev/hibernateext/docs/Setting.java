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

/**
 * A setting, as the Javadoc of the constant that holds its key describes it.
 *
 * @param key the key
 * @param description what it does
 * @param byDefault what holds where it is not set
 */
record Setting(String key, String description, String byDefault) {

    /** Those of all modules. */
    static List<Setting> all() throws IOException {
        return of(
                List.of(
                        Path.of("../hibernate-ext/core/src/main/java/dev/hibernateext/core/CoreSettings.java"),
                        Path.of("../hibernate-ext/cache/src/main/java/dev/hibernateext/cache/CacheSettings.java"),
                        Path.of("../hibernate-ext/history/src/main/java/dev/hibernateext/history/HistorySettings.java"),
                        Path.of(
                                "../hibernate-ext/tenancy/src/main/java/dev/hibernateext/tenancy/routing/TenancySettings.java"),
                        Path.of(
                                "../hibernate-ext/tenancy/src/main/java/dev/hibernateext/tenancy/isolation/IsolationSettings.java")));
    }

    private static List<Setting> of(List<Path> sources) throws IOException {
        var found = new ArrayList<Setting>();
        JavaSources.scan(sources, trees -> new Constants(trees, found));
        return found;
    }

    private static Setting of(String key, DocCommentTree comment) {
        return new Setting(key, JavaSources.text(comment.getFullBody()), defaultOf(key, comment));
    }

    private static String defaultOf(String key, DocCommentTree comment) {
        return comment.getBlockTags().stream()
                .filter(tag -> tag instanceof UnknownBlockTagTree unknown
                        && unknown.getTagName().equals("settingDefault"))
                .map(tag -> JavaSources.text(((UnknownBlockTagTree) tag).getContent()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No @settingDefault for " + key + "."));
    }

    private static final class Constants extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;
        private final List<Setting> found;

        Constants(DocTrees trees, List<Setting> found) {
            this.trees = trees;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            return type.getModifiers().getFlags().contains(Modifier.PUBLIC) ? super.visitClass(type, null) : null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree constant, @Nullable Void nothing) {
            if (constant.getInitializer() instanceof LiteralTree key && key.getValue() instanceof String name) {
                found.add(of(name, requireNonNull(trees.getDocCommentTree(getCurrentPath()), name)));
            }
            return null;
        }
    }
}
