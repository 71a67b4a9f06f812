/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row's sort keys as a token and back.
 *
 * <p>A token is, in base64url without padding: version (1 byte), when it expires (8, seconds since 1970, 0 for never), digest
 * of the sort (8), digest of the tenant (8), then for each key its length in bytes (4, -1 for NULL) and its text in UTF-8, and
 * the signature of all that (16).
 */
final class TokenCodec {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + 3 * Long.BYTES;
    private static final int LONGEST_TOKEN = 16_384;

    private final List<KeyCodec> keys;
    private final long sortDigest;
    private final TokenSignature signature;
    private final @Nullable Duration lifetime;
    private final Clock clock;

    TokenCodec(List<KeyCodec> keys, long sortDigest, CursorSecurity security) {
        this.keys = keys;
        this.sortDigest = sortDigest;
        this.signature = new TokenSignature(security.keys());
        this.lifetime = security.lifetime();
        this.clock = security.clock();
    }

    String encode(List<? extends @Nullable Object> values, @Nullable String tenant) {
        var texts = texts(values);
        var length = HEADER + texts.stream().mapToInt(TokenCodec::sizeOf).sum();
        var buffer = ByteBuffer.allocate(length + TokenSignature.LENGTH);
        buffer.put(VERSION).putLong(expiry()).putLong(sortDigest).putLong(tenantDigest(tenant));
        texts.forEach(text -> put(buffer, text));
        buffer.put(signature.sign(buffer.array(), length));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private List<byte @Nullable []> texts(List<? extends @Nullable Object> values) {
        var texts = new ArrayList<byte @Nullable []>();
        for (var i = 0; i < keys.size(); i++) {
            var value = values.get(i);
            texts.add(value == null ? null : keys.get(i).writer().apply(value).getBytes(StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static int sizeOf(byte @Nullable [] text) {
        return Integer.BYTES + (text == null ? 0 : text.length);
    }

    private static void put(ByteBuffer buffer, byte @Nullable [] text) {
        if (text == null) {
            buffer.putInt(-1);
        } else {
            buffer.putInt(text.length).put(text);
        }
    }

    List<@Nullable Object> decode(String token, @Nullable String tenant) {
        var bytes = bytes(token);
        var length = bytes.length - TokenSignature.LENGTH;
        if (length < HEADER || bytes[0] != VERSION) {
            throw InvalidCursorException.malformed();
        }
        if (!signature.isValid(bytes, length)) {
            throw InvalidCursorException.tampered();
        }
        var buffer = ByteBuffer.wrap(bytes, 1, length - 1);
        checkHeader(buffer, tenant);
        return values(buffer);
    }

    private void checkHeader(ByteBuffer buffer, @Nullable String tenant) {
        var expiry = buffer.getLong();
        if (buffer.getLong() != sortDigest) {
            throw InvalidCursorException.staleSort();
        }
        if (buffer.getLong() != tenantDigest(tenant)) {
            throw InvalidCursorException.foreign();
        }
        if (expiry != 0 && clock.instant().getEpochSecond() >= expiry) {
            throw InvalidCursorException.expired();
        }
    }

    /** Signed by us for this sort, and yet unreadable only if the type of an attribute has changed. */
    private List<@Nullable Object> values(ByteBuffer buffer) {
        try {
            var values = new ArrayList<@Nullable Object>();
            for (var key : keys) {
                values.add(value(key, buffer));
            }
            return values;
        } catch (IllegalArgumentException | DateTimeException | BufferUnderflowException e) {
            throw InvalidCursorException.staleSort();
        }
    }

    private static @Nullable Object value(KeyCodec key, ByteBuffer buffer) {
        var length = buffer.getInt();
        if (length < 0) {
            return null;
        }
        var text = new byte[length];
        buffer.get(text);
        return key.reader().apply(new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw InvalidCursorException.malformed();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (isCanonical(token, bytes)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw InvalidCursorException.malformed();
        }
        throw InvalidCursorException.malformed();
    }

    /** One token has one text: without padding, and the bits that base64 leaves unused at the end are zero. */
    private static boolean isCanonical(String token, byte[] bytes) {
        var rest = Arrays.copyOfRange(bytes, bytes.length - bytes.length % 3, bytes.length);
        return token.length() == (bytes.length * 4 + 2) / 3
                && token.endsWith(Base64.getUrlEncoder().withoutPadding().encodeToString(rest));
    }

    private long expiry() {
        return lifetime == null ? 0 : clock.instant().plus(lifetime).getEpochSecond();
    }

    private static long tenantDigest(@Nullable String tenant) {
        return tenant == null ? 0 : Digests.of(tenant);
    }
}
