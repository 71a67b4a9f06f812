/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is. Credentials in the text are taken out, to be handed to the driver as properties: an URL is logged by
 * pools, drivers and tools alike.
 */
public final class JdbcUrl {

    private static final Pattern QUERY = Pattern.compile("([?&])([^=&?#]*" + Secret.WORDS + "[^=&?#]*)=([^&#]*)");

    /** SQL Server puts values with a semicolon into braces. */
    private static final Pattern LIST = Pattern.compile("(;)([^=;]*" + Secret.WORDS + "[^=;]*)=(\\{[^}]*}|[^;]*)");

    private static final Pattern ADDRESS = Pattern.compile("(\\()([^=()]*" + Secret.WORDS + "[^=()]*)=([^)]*)\\)");

    private static final Pattern USER_INFO = Pattern.compile("//([^/:@?;]*):([^/?;]*)@");

    private static final Pattern ORACLE = Pattern.compile("(?<=^jdbc:oracle:(?:thin|oci):)([^/@]*)/([^@]*)@");

    private static final Pattern PARAMETERS = Pattern.compile("[?;].*");

    private static final Pattern PRODUCT = Pattern.compile("jdbc:([a-z0-9]+):.*");

    private final String text;
    private final Map<String, Secret> taken;

    private JdbcUrl(String text, Map<String, Secret> taken) {
        this.text = text;
        this.taken = taken;
    }

    /**
     * Reads an URL, with or without credentials in it.
     *
     * @param url begins with {@code jdbc:}
     * @return the URL and, apart from it, the credentials
     * @throws IllegalArgumentException if it does not begin so; the message does not repeat it
     */
    public static JdbcUrl of(String url) {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("Not a JDBC URL: it does not begin with 'jdbc:'.");
        }
        var taken = new LinkedHashMap<String, Secret>();
        var text = takeParameters(QUERY, url, taken);
        text = takeParameters(LIST, text, taken);
        text = takeParameters(ADDRESS, text, taken);
        text = takeUser(USER_INFO, "//", text, taken);
        text = takeUser(ORACLE, "@", text, taken);
        return new JdbcUrl(text, Map.copyOf(taken));
    }

    private static String takeParameters(Pattern pattern, String text, Map<String, Secret> taken) {
        var rest = pattern.matcher(text).replaceAll(found -> {
            var name = found.group(2);
            taken.put(name.toLowerCase(Locale.ROOT).equals("password") ? "password" : name, Secret.of(value(found)));
            return found.group(1).equals("?") ? "?" : "";
        });
        return rest.replace("?&", "?").replaceAll("\\?$", "");
    }

    private static String value(MatchResult found) {
        var raw = found.group(3);
        return switch (found.group(1)) {
            case ";" -> raw.startsWith("{") ? raw.substring(1, raw.length() - 1) : raw;
            case "(" -> raw;
            default -> decoded(raw);
        };
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // Not encoded: a single percent sign is one.
            return raw;
        }
    }

    private static String takeUser(Pattern pattern, String instead, String text, Map<String, Secret> taken) {
        var user = pattern.matcher(text);
        if (!user.find()) {
            return text;
        }
        taken.putIfAbsent("user", Secret.of(decoded(user.group(1))));
        taken.putIfAbsent("password", Secret.of(decoded(user.group(2))));
        return user.replaceFirst(instead);
    }

    /**
     * The URL for the driver.
     *
     * @return without what was taken out
     */
    public String text() {
        return text;
    }

    /**
     * Whether there were credentials in it.
     *
     * @return true if something was taken out
     */
    public boolean hadCredentials() {
        return !taken.isEmpty();
    }

    Map<String, Secret> taken() {
        return taken;
    }

    /** The name after {@code jdbc:}, such as {@code postgresql}. */
    String product() {
        var product = PRODUCT.matcher(text);
        return product.matches() ? product.group(1) : "";
    }

    /** What the URL sets of that name, in the forms of PostgreSQL, MariaDB, MySQL, H2 and SQL Server. */
    @Nullable
    String parameter(String name) {
        var found = Pattern.compile("(?i)[?&;]" + Pattern.quote(name) + "=([^&;#]*)")
                .matcher(text);
        return found.find() ? found.group(1) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JdbcUrl url && text.equals(url.text) && taken.equals(url.taken);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Server and database; parameters are left out, and all of it where a form of URL is not understood. */
    @Override
    public String toString() {
        return text.contains("@") && !text.contains(":@")
                ? "jdbc:" + product() + ":..."
                : PARAMETERS.matcher(text).replaceFirst("");
    }
}
