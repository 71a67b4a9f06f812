/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** {@code @VersionTimestamp} stands where it cannot work. It fails the start of the session factory. */
public final class VersionTimestampPlacementException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final String attribute;

    private VersionTimestampPlacementException(String entityName, String attribute, String problem) {
        super(
                "lock.version-timestamp-placement",
                "Cannot use @VersionTimestamp on %s.%s: %s. Put it on a @Version attribute of type Instant, LocalDateTime, OffsetDateTime or ZonedDateTime."
                        .formatted(entityName, attribute, problem),
                null);
        this.entityName = entityName;
        this.attribute = attribute;
    }

    /**
     * The attribute is not the version.
     *
     * @param entityName the entity
     * @param attribute the attribute
     * @return the error to throw
     */
    public static VersionTimestampPlacementException notVersion(String entityName, String attribute) {
        return new VersionTimestampPlacementException(entityName, attribute, "it is not the version of the entity");
    }

    /**
     * The version is not a time.
     *
     * @param entityName the entity
     * @param attribute the attribute
     * @return the error to throw
     */
    public static VersionTimestampPlacementException notTemporal(String entityName, String attribute) {
        return new VersionTimestampPlacementException(entityName, attribute, "its type is not a time with date");
    }

    /**
     * The entity that is mapped wrongly.
     *
     * @return the name Hibernate knows it by
     */
    public String entityName() {
        return entityName;
    }

    /**
     * The attribute with the annotation.
     *
     * @return its name
     */
    public String attribute() {
        return attribute;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName, "attribute", attribute);
    }
}
