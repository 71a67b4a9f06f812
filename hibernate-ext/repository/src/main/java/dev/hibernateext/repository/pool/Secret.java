/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text that shows itself only to who asks for it by name: not in logs, messages, debuggers' summaries or serialized beans. */
public final class Secret {

    private static final String MASK = "***";

    /** What the name of a secret contains. */
    static final String WORDS = "(?i:passw|pwd|passphrase|secret|token|apikey)";

    private static final Pattern SECRET_NAME = Pattern.compile(".*" + WORDS + ".*");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Hides a text.
     *
     * @param value the text
     * @return what stands for it
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Whether a driver's property of that name holds a secret. */
    static boolean isNamedBy(String property) {
        return SECRET_NAME.matcher(property).matches();
    }

    static String masked(String property, String value) {
        return isNamedBy(property) ? MASK : value;
    }

    /**
     * The text, for the driver.
     *
     * @return the text
     */
    public String reveal() {
        return value;
    }

    boolean isIn(@Nullable String text) {
        return text != null && !value.isEmpty() && text.contains(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(MASK, value);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
