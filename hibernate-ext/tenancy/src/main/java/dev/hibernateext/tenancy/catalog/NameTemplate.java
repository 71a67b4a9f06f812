/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes names of schemas and databases of the identifiers of tenants. Two tenants never have one name: the identifier is in the
 * name as it is, or, where that would be longer than {@value #MAX_BYTES} bytes, cut and followed by {@code ~}, which no
 * identifier has, and 128 bits of its SHA-256. Names are lower-case and have to be quoted in SQL.
 */
public final class NameTemplate {

    /**
     * What PostgreSQL keeps of a name: {@code NAMEDATALEN - 1}, section "Identifiers and Key Words" of its manual. MariaDB keeps
     * 64 characters.
     */
    public static final int MAX_BYTES = 63;

    private static final String PLACE = "{id}";
    private static final int HASH_BYTES = 16;
    private static final int CUT_SUFFIX = 1 + 2 * HASH_BYTES;
    private static final Pattern AFFIX = Pattern.compile("[a-z0-9_]*");
    private static final Pattern SYSTEM = Pattern.compile("pg_.*|#mysql.*");
    private static final Set<String> RESERVED = Set.of(
            "public",
            "information_schema",
            "postgres",
            "template0",
            "template1",
            "mysql",
            "performance_schema",
            "sys",
            "test");

    private final String prefix;
    private final String suffix;

    private NameTemplate(String prefix, String suffix) {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /**
     * A template with the identifier somewhere in it.
     *
     * @param template such as {@code tenant_{id}}: lower-case letters, digits and underscores around {@code {id}}
     * @return the template
     * @throws InvalidNameTemplateException if it has anything else, no or two places, or leaves no room for an identifier
     */
    public static NameTemplate of(String template) {
        var place = template.indexOf(PLACE);
        if (place < 0) {
            throw InvalidNameTemplateException.of(template);
        }
        var prefix = template.substring(0, place);
        var suffix = template.substring(place + PLACE.length());
        if (!AFFIX.matcher(prefix + suffix).matches()
                || prefix.length() + suffix.length() > MAX_BYTES - CUT_SUFFIX - 1) {
            throw InvalidNameTemplateException.of(template);
        }
        return new NameTemplate(prefix, suffix);
    }

    /**
     * The name of a tenant.
     *
     * @param tenant the tenant, whose key is {@linkplain TenantIds normal}
     * @return at most {@value #MAX_BYTES} bytes, not quoted
     * @throws dev.hibernateext.tenancy.InvalidTenantIdException if the key is not normal
     * @throws ReservedNameException if the name belongs to the database
     */
    public String nameOf(TenantKey tenant) {
        var id = TenantIds.requireNormal(tenant).value();
        var room = MAX_BYTES - prefix.length() - suffix.length();
        var name = prefix + (id.length() <= room ? id : id.substring(0, room - CUT_SUFFIX) + '~' + hash(id)) + suffix;
        if (RESERVED.contains(name) || SYSTEM.matcher(name).matches()) {
            throw ReservedNameException.of(tenant, name);
        }
        return name;
    }

    private static String hash(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return prefix + PLACE + suffix;
    }
}
