/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Writes the path of a violation without the keys of maps, which are values. */
final class ViolationPath {

    private ViolationPath() {}

    static String of(Path path) {
        var text = new StringBuilder();
        for (var node : path) {
            if (node.isInIterable()) {
                text.append(node.getIndex() == null ? "[*]" : "[" + node.getIndex() + "]");
            }
            if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                text.append(text.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return text.toString();
    }
}
