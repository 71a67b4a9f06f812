/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.repository.json.JsonText;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The attributes clients may change in one entity.
 *
 * <pre>{@code
 * var patches = Patches.of(factory, Customer.class).allow("email", "address").build();
 * var patch = patches.fromJson("{\"email\": \"a@example.org\", \"address\": {\"city\": null}}");
 * Repository.of(session, Customer.class).patch(7, ExpectedVersion.of(3), patch);
 * }</pre>
 *
 * <p>A document is a JSON merge patch as RFC 7396 defines it: an object for the entity and for each embeddable in it. What is
 * named gets the value, null removes it, and what is not named stays. Values are converted as filters convert them: numbers may
 * stand as texts, times and UUIDs stand as texts, enums by name.
 *
 * <p>A patch is whole or it is an {@link InvalidPatchException} with all its problems. What can be said without the row is
 * checked: names, types, NULL where none may be, and the Jakarta Validation constraints of the attributes named, in the groups of
 * an update. Constraints over several attributes are checked when the row is written.
 *
 * <p>Immutable; safe for use by many threads. To be made once.
 *
 * @param <E> the entity
 */
public final class Patches<E> {

    private final Class<E> entity;
    private final PatchNode root;
    private final EntityValidation validation;

    Patches(Class<E> entity, PatchNode root, EntityValidation validation) {
        this.entity = entity;
        this.root = root;
        this.validation = validation;
    }

    /**
     * Begins to say what clients may change.
     *
     * @param factory whose mapping the attributes are looked up in
     * @param entity the entity
     * @param <E> the entity
     * @return allows nothing yet
     */
    public static <E> PatchesBuilder<E> of(SessionFactory factory, Class<E> entity) {
        return new PatchesBuilder<>(factory, entity);
    }

    /**
     * Reads a JSON merge patch. Needs {@code com.fasterxml.jackson.core:jackson-core} on the class path.
     *
     * @param document of the media type {@code application/merge-patch+json}
     * @return the patch
     * @throws InvalidPatchException if it is no JSON object, or anything in it may not be so
     */
    public Patch<E> fromJson(String document) {
        var json = new JsonText(root.depth() + 1, problem -> InvalidPatchException.malformed(entity, problem));
        return fromTree(json.read(document));
    }

    /**
     * Reads a patch made of values, or one that some JSON library has parsed.
     *
     * @param values by the name of the attribute; maps for embeddables, values of the attribute's type or as JSON has them
     * @return the patch
     * @throws InvalidPatchException if anything in it may not be so
     */
    public Patch<E> fromMap(Map<String, ? extends @Nullable Object> values) {
        return fromTree(values);
    }

    private Patch<E> fromTree(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> members)) {
            throw InvalidPatchException.malformed(entity, "not an object");
        }
        var reading = new PatchReading(entity, validation);
        root.read(members, reading, "");
        return new Patch<>(entity, reading.complete());
    }
}
