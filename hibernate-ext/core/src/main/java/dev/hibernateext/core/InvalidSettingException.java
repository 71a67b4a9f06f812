/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import java.util.Map;

/** A setting has a value that cannot be used. It fails the start of the session factory. */
public final class InvalidSettingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String key;

    private InvalidSettingException(String key, String message) {
        super("core.invalid-setting", message, null);
        this.key = key;
    }

    /**
     * A value that is none of those allowed.
     *
     * @param key the key of the setting
     * @param value what it was set to; printed, so never pass a secret
     * @param allowed what it may be set to, as the end of the sentence "Set it to …"
     * @return the error to throw
     */
    public static InvalidSettingException notAllowed(String key, Object value, String allowed) {
        return new InvalidSettingException(
                key, "Cannot use '%s' as the value of %s. Set it to %s.".formatted(value, key, allowed));
    }

    /**
     * The key of the setting.
     *
     * @return the full key, as given to Hibernate
     */
    public String key() {
        return key;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("setting", key);
    }
}
