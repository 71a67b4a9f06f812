/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The errors and log messages that sources make.
 *
 * @param errors by feature and code
 * @param messages by number
 */
record ErrorSources(List<Kind> errors, List<Message> messages) {

    static ErrorSources of(List<Path> folders) throws IOException {
        var found = new ErrorSources(new ArrayList<>(), new ArrayList<>());
        for (var folder : folders) {
            JavaSources.scan(JavaSources.below(folder), trees -> found.new Classes(trees));
        }
        found.errors.sort(Comparator.comparing(Kind::code));
        found.messages.sort(Comparator.comparing(Message::number));
        return found;
    }

    /**
     * One kind of error.
     *
     * @param code as {@code HibernateExtException.code()} answers
     * @param status as {@code HibernateExtException.status()} answers
     * @param type the name of the class
     * @param when the first sentence about it
     */
    record Kind(String code, String status, String type, String when) {}

    /**
     * What is logged.
     *
     * @param number unique
     * @param text with an ellipsis for each part that differs
     */
    record Message(String number, String text) {}

    /** Sees one source. */
    private final class Classes extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;

        Classes(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (String.valueOf(type.getExtendsClause()).equals("HibernateExtException")) {
                var comment = requireNonNull(trees.getDocCommentTree(getCurrentPath()));
                var details = new Details();
                type.accept(details, null);
                errors.addAll(
                        details.errors(type.getSimpleName().toString(), JavaSources.text(comment.getFirstSentence())));
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getValue() instanceof String text && text.startsWith("HEXT")) {
                var colon = text.indexOf(':');
                messages.add(new Message(
                        text.substring(0, colon), text.substring(colon + 2).replaceAll("%[sd]", "…")));
            }
            return null;
        }
    }

    /** Sees the code and the status in the body of an error, or in what its factory methods give to the constructor. */
    private static final class Details extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Set<Integer> statuses = new TreeSet<>();
        private final List<NewClassTree> created = new ArrayList<>();
        private @Nullable ExpressionTree code;

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            if (method.getName().contentEquals("status")) {
                literals(method.getBody(), Integer.class).forEach(statuses::add);
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            if (call.getMethodSelect().toString().equals("super")) {
                code = call.getArguments().get(0);
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void nothing) {
            created.add(creation);
            return super.visitNewClass(creation, null);
        }

        List<Kind> errors(String type, String when) {
            var own = requireNonNull(code, type);
            return own instanceof BinaryTree prefixed
                    ? variants(type, when, prefixed)
                    : List.of(new Kind(literals(own, String.class).findFirst().orElseThrow(), status(), type, when));
        }

        private List<Kind> variants(String type, String when, BinaryTree code) {
            var prefix = literals(code, String.class).findFirst().orElseThrow();
            return created.stream()
                    .filter(creation -> creation.getIdentifier().toString().equals(type))
                    .map(creation -> new Kind(
                            prefix
                                    + literals(creation, String.class)
                                            .findFirst()
                                            .orElseThrow(),
                            literals(creation, Integer.class)
                                    .findFirst()
                                    .map(String::valueOf)
                                    .orElseGet(this::status),
                            type,
                            when))
                    .toList();
        }

        private String status() {
            return statuses.isEmpty()
                    ? "500"
                    : statuses.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }

        private static <T> Stream<T> literals(Tree tree, Class<T> type) {
            var found = new ArrayList<T>();
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                    if (type.isInstance(literal.getValue())) {
                        found.add(type.cast(literal.getValue()));
                    }
                    return null;
                }
            }.scan(tree, null);
            return found.stream();
        }
    }
}
