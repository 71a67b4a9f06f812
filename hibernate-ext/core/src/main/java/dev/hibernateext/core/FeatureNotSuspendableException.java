/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import java.util.Map;

/** A feature was to be suspended for a session that can only be switched off for a whole factory. Nothing is changed. */
public final class FeatureNotSuspendableException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final Feature feature;

    private FeatureNotSuspendableException(Feature feature, String message) {
        super("core.feature-not-suspendable", message, null);
        this.feature = feature;
    }

    /**
     * A feature that decides what sessions read.
     *
     * @param feature the feature
     * @return the error to throw
     */
    public static FeatureNotSuspendableException of(Feature feature) {
        return new FeatureNotSuspendableException(
                feature,
                "Cannot suspend %s in a session: it decides what is read, and results are shared by sessions. To see deleted rows, open a session with DeletedRows.INCLUDE; to do without the feature, set %s to false for the factory."
                        .formatted(feature.name(), feature.setting()));
    }

    /**
     * What was to be suspended.
     *
     * @return the feature
     */
    public Feature feature() {
        return feature;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("feature", feature.name());
    }
}
