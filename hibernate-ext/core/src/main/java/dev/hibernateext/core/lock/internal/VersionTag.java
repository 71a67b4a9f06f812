/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import dev.hibernateext.core.internal.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The opaque part of an entity tag: a digest of the row's identity, a dot, and the version. */
public final class VersionTag {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** 72 bits, a multiple of three bytes: a clash of two rows matters only where one's tag is sent for the other. */
    private static final int IDENTITY_BYTES = 9;

    private VersionTag() {}

    /** The tag of a row in one version; the same for a number of any width and for a time read back from the column. */
    public static String of(
            EntityPersister persister, @Nullable Object id, Object version, SharedSessionContractImplementor session) {
        var digest = Sha256.begin();
        update(digest, persister.getRootEntityName());
        persister.getIdentifierMapping().forEachJdbcValue(id, (index, value, type) -> update(digest, value), session);
        var identity = Arrays.copyOf(digest.digest(), IDENTITY_BYTES);
        return BASE64.encodeToString(identity) + '.' + BASE64.encodeToString(bytesOf(canonical(persister, version)));
    }

    private static Object canonical(EntityPersister persister, Object version) {
        return Objects.requireNonNull(VersionAttribute.of(persister)).canonical(version);
    }

    private static void update(MessageDigest digest, @Nullable Object value) {
        var bytes = bytesOf(value);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static byte[] bytesOf(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }
}
