/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A stamp annotation stands where it cannot work. It fails the start of the session factory. */
public final class StampMappingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String attribute;

    private StampMappingException(String attribute, String message) {
        super("stamp.mapping", message, null);
        this.attribute = attribute;
    }

    /**
     * An attribute of a type no stamp can have.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @param type the type of the attribute
     * @param allowed what it may be, as the end of the sentence "Make it …"
     * @return the error to throw
     */
    public static StampMappingException unsupportedType(String attribute, Class<?> type, String allowed) {
        return new StampMappingException(
                attribute,
                "Cannot stamp %s: its type is %s. Make it %s.".formatted(attribute, type.getName(), allowed));
    }

    /**
     * A place Hibernate generates no values for.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @param place where the attribute is, as the end of the sentence "it is in …"
     * @return the error to throw
     */
    public static StampMappingException unsupportedPlace(String attribute, String place) {
        return new StampMappingException(
                attribute,
                "Cannot stamp %s: it is in %s. Put the stamp on the entity, a mapped superclass or a plain embeddable of the entity."
                        .formatted(attribute, place));
    }

    /**
     * The annotated attribute.
     *
     * @return the entity name and the path of the attribute, joined by a dot
     */
    public String attribute() {
        return attribute;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("attribute", attribute);
    }
}
