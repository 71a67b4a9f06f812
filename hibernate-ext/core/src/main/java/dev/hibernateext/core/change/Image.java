/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one entity at one moment. Immutable: mutable values are copied when the image is taken, so what the
 * session does afterwards does not show.
 *
 * <p>Values have the types of the attributes, with two exceptions: an association to one entity is held as that entity's
 * identifier, and an embeddable that has associations or collections as an image of its own. Not part of an image are
 * collections, attributes Hibernate never writes (formulas, {@code insertable = false, updatable = false}), lazy attributes
 * that were never fetched, and, where the row was not loaded, attributes an update does not write.
 */
public interface Image {

    /**
     * The attributes this image knows.
     *
     * @return names, in the order of the mapping
     */
    Set<String> attributes();

    /**
     * The value of an attribute. Do not change it.
     *
     * @param attribute the name of an attribute
     * @return the value, which may be null
     * @throws IllegalArgumentException if this image does not know the attribute
     */
    @Nullable
    Object get(String attribute);

    /**
     * The attributes in which another image of the same entity differs.
     *
     * @param other an image of the same entity
     * @return names of attributes both images know and whose values differ, as the attribute's type compares them
     */
    Set<String> differences(Image other);
}
