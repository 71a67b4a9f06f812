/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the application and the database share, so that the database knows a tenant was named by the application and not by a
 * statement. Immutable.
 */
public final class TenantSecret {

    /** The fewest bytes of a key: RFC 2104, section 3. */
    public static final int MIN_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** The block size of SHA-256 and the pads: RFC 2104, section 2. */
    private static final int BLOCK = 64;

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] key;

    private TenantSecret(byte[] key) {
        this.key = key;
    }

    /**
     * A secret of random bytes.
     *
     * @param bytes {@value #MIN_BYTES} to 64 of them; copied
     * @return the secret
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static TenantSecret of(byte[] bytes) {
        if (bytes.length < MIN_BYTES || bytes.length > BLOCK) {
            throw new IllegalArgumentException("A tenant secret has %d bytes. Pass %d to %d random bytes."
                    .formatted(bytes.length, MIN_BYTES, BLOCK));
        }
        return new TenantSecret(bytes.clone());
    }

    Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    /** What is hashed before the message. */
    byte[] innerPad() {
        return padded(INNER);
    }

    /** What is hashed before the hash of the message. */
    byte[] outerPad() {
        return padded(OUTER);
    }

    private byte[] padded(byte pad) {
        var block = Arrays.copyOf(key, BLOCK);
        for (var i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        return block;
    }

    /** Says nothing of the bytes. */
    @Override
    public String toString() {
        return "TenantSecret";
    }
}
