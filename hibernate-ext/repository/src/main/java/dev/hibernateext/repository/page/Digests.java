/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.core.internal.Sha256;
import java.nio.ByteBuffer;

/** The first 64 bits of SHA-256: enough to tell things apart that nobody can choose, as the signature covers them. */
final class Digests {

    private Digests() {}

    static long of(String text) {
        return ByteBuffer.wrap(Sha256.of(text)).getLong();
    }
}
