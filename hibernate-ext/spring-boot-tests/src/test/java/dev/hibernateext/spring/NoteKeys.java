/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

/** The secrets of the application; a real one reads them from its environment. */
final class NoteKeys {

    private NoteKeys() {}

    static byte[] cursors() {
        return new byte[32];
    }
}
