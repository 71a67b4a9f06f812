/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The text of a {@code Date} in JavaScript, which {@code simple-rest} sends in the place of ISO. */
final class JsDate {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE MMM dd uuuu HH:mm:ss 'GMT'xx", Locale.ENGLISH);

    private static final String ZONE_NAME = " (";

    private JsDate() {}

    /** The same time in ISO. What is no such text stays as it is, for the filter to judge. */
    static String toIso(String text) {
        var end = text.indexOf(ZONE_NAME);
        try {
            return OffsetDateTime.parse(end < 0 ? text : text.substring(0, end), FORMAT)
                    .toInstant()
                    .toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
