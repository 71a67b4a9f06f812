/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.util.ArrayList;
import java.util.List;

/** What is compared: lines under headings. */
final class Transcript {

    private final List<String> lines = new ArrayList<>();

    void heading(String text) {
        lines.add("## " + text);
    }

    void line(String text) {
        lines.add(text);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
