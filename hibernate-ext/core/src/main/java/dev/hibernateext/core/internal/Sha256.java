/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which the documentation of {@link MessageDigest} demands of every Java platform. */
public final class Sha256 {

    private Sha256() {}

    /** Of what is added to it. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every one has to have.", e);
        }
    }

    /** 32 bytes. */
    public static byte[] of(byte... bytes) {
        return begin().digest(bytes);
    }
}
