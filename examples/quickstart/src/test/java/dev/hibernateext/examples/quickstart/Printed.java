/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import java.util.List;

/** What the program printed. */
record Printed(String text) {

    /** The lines of the one section whose title contains the words, without their indent. */
    List<String> lines(String words) {
        return text.lines()
                .dropWhile(line -> !line.matches("\\d+\\. .*\\Q" + words + "\\E.*"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    /** The text with what differs from run to run blotted out. */
    String timeless() {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\S+Z", "<instant>").replaceAll("\\d+\\.\\d s\\.", "<seconds> s.");
    }
}
