/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/**
 * What an attack told, without values.
 *
 * @param reached whether it got at the row
 * @param shape type and message of the error, with identifiers taken out
 */
record Outcome(boolean reached, String shape) {

    static String shapeOf(RuntimeException error, Object id) {
        var message = String.valueOf(error.getMessage())
                .replace(String.valueOf(id), "#")
                .replaceAll("\\{[^}]*}", "{}")
                .replaceAll("#[^\\]]*]", "#]")
                .replaceAll("@[0-9a-f]+", "@")
                .replaceAll("-?\\d+", "0");
        return error.getClass().getSimpleName() + ": " + message;
    }

    /** For messages: without the text of an error, which others wrote. */
    String kind() {
        return reached ? "success" : shape.replaceFirst(":.*", "");
    }
}
