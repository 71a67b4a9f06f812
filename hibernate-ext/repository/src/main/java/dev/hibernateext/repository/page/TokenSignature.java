/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs with the first key and accepts all, so that keys can be replaced while tokens are in use.
 *
 * <p>HMAC-SHA-256, cut to its first half as RFC 2104, section 5 permits. Safe for use by many threads: each call works on a
 * copy.
 */
final class TokenSignature {

    static final int LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";

    /** Never used themselves; a copy saves looking for the provider. */
    private final List<Mac> prototypes;

    TokenSignature(List<byte[]> keys) {
        this.prototypes = keys.stream().map(TokenSignature::prototype).toList();
    }

    byte[] sign(byte[] content, int length) {
        return signature(prototypes.get(0), content, length);
    }

    /** Takes the same time wherever the first difference is. */
    boolean isValid(byte[] content, int length) {
        var found = Arrays.copyOfRange(content, length, length + LENGTH);
        return prototypes.stream().anyMatch(each -> MessageDigest.isEqual(signature(each, content, length), found));
    }

    private static byte[] signature(Mac prototype, byte[] content, int length) {
        var mac = copy(prototype);
        mac.update(content, 0, length);
        return Arrays.copyOf(mac.doFinal(), LENGTH);
    }

    private static Mac prototype(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static Mac copy(Mac prototype) {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of the platform's own provider can be copied", e);
        }
    }
}
