/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

/** Which texts of a document a database can hold as they are. */
public final class StorableText {

    /** What a text has to be, with its article. */
    public static final String EXPECTED = "a text of characters a database can hold";

    private StorableText() {}

    /**
     * Whether a text has only characters that databases hold: PostgreSQL stores no NUL, and a lone surrogate is no character in UTF-8, of
     * which drivers make a question mark.
     *
     * @param text of a document
     * @return whether it comes back as it was written
     */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(StorableText::isLoneSurrogate);
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
