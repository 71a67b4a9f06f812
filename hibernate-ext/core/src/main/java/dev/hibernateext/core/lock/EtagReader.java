/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import java.util.ArrayList;
import java.util.List;

/** Reads entity tags from the text of a header field, in one pass and without backtracking. */
final class EtagReader {

    private final String text;
    private int position;

    EtagReader(String text) {
        this.text = text;
    }

    Etag single() {
        skipWhiteSpace();
        var tag = tag();
        expectEnd();
        return tag;
    }

    /** RFC 9110, section 5.6.1.2: empty elements of a list are skipped. */
    List<Etag> list() {
        var tags = new ArrayList<Etag>();
        do {
            skipWhiteSpace();
            if (!atEnd() && peek() != ',') {
                tags.add(tag());
                skipWhiteSpace();
            }
        } while (skip(','));
        expectEnd();
        if (tags.isEmpty()) {
            throw MalformedEtagException.tagExpected(position);
        }
        return tags;
    }

    boolean isAsterisk() {
        return "*".equals(text.strip());
    }

    private Etag tag() {
        var weak = text.startsWith("W/", position);
        position += weak ? 2 : 0;
        if (!skip('"')) {
            throw MalformedEtagException.tagExpected(position);
        }
        var start = position;
        while (!atEnd() && Etag.isTagCharacter(peek())) {
            position++;
        }
        var opaque = text.substring(start, position);
        if (!skip('"')) {
            throw MalformedEtagException.characterNotAllowed(position);
        }
        return new Etag(opaque, weak);
    }

    private void expectEnd() {
        skipWhiteSpace();
        if (!atEnd()) {
            throw MalformedEtagException.endExpected(position);
        }
    }

    private void skipWhiteSpace() {
        while (!atEnd() && (peek() == ' ' || peek() == '\t')) {
            position++;
        }
    }

    private boolean skip(char c) {
        var found = !atEnd() && peek() == c;
        position += found ? 1 : 0;
        return found;
    }

    private char peek() {
        return text.charAt(position);
    }

    private boolean atEnd() {
        return position >= text.length();
    }
}
