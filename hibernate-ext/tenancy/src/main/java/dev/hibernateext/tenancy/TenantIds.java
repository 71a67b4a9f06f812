/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.context.TenantKey;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the identifiers of tenants look like: 1 to {@value #MAX_LENGTH} of the letters {@code a} to {@code z}, digits, {@code -},
 * {@code _} and {@code .}, beginning with a letter or a digit. Upper case is folded, so that {@code ACME} and {@code acme} are
 * one tenant; everything else is refused, since letters of other alphabets look like these.
 */
public final class TenantIds {

    /** The greatest number of characters, which are bytes here. */
    public static final int MAX_LENGTH = 63;

    private static final Pattern NORMAL = Pattern.compile("[a-z0-9][a-z0-9._-]{0," + (MAX_LENGTH - 1) + "}");

    private TenantIds() {}

    /**
     * Makes a key of an identifier that comes from outside. This happens once, where a tenant is named; the key is then
     * compared as it is.
     *
     * @param id from a request, a token or a configuration
     * @return the key
     * @throws InvalidTenantIdException if it is no identifier of a tenant
     */
    public static TenantKey normalize(String id) {
        if (id.length() > MAX_LENGTH) {
            throw InvalidTenantIdException.tooLong(id.length());
        }
        var folded = foldAscii(id);
        if (!NORMAL.matcher(folded).matches()) {
            throw InvalidTenantIdException.malformed(id);
        }
        return new TenantKey(folded);
    }

    /**
     * Checks a key somebody else made.
     *
     * @param key the key
     * @return the same key
     * @throws InvalidTenantIdException if {@link #normalize} would not give this key
     */
    public static TenantKey requireNormal(TenantKey key) {
        var value = key.value();
        if (value.length() > MAX_LENGTH) {
            throw InvalidTenantIdException.tooLong(value.length());
        }
        if (!NORMAL.matcher(value).matches()) {
            throw InvalidTenantIdException.malformed(value);
        }
        return key;
    }

    /** Locale.ROOT would fold the Kelvin sign to the letter k. */
    private static String foldAscii(String id) {
        return id.chars().allMatch(character -> character < 0x80) ? id.toLowerCase(Locale.ROOT) : id;
    }
}
