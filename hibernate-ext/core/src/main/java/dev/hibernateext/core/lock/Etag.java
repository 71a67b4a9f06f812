/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.ForeignSessionException;
import dev.hibernateext.core.lock.internal.VersionAttribute;
import dev.hibernateext.core.lock.internal.VersionTag;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * An entity tag of RFC 9110, section 8.8.3: names the state a representation was made from.
 *
 * <p>The tag of an entity is made of its name, its id and its version, so it changes with each update of the row and is of
 * no use for another row. It covers that row only: mark the tag of a representation that shows other rows too as {@link
 * #weakened()}, or leave them out.
 *
 * @param opaque what stands between the quotes: characters of {@code etagc}, that is visible ASCII without the quote, and
 *     0x80 to 0xFF; may be empty
 * @param weak whether the tag promises equivalence only; a weak one never satisfies {@code If-Match}
 */
public record Etag(String opaque, boolean weak) {

    private static final String WEAK_PREFIX = "W/";

    /** Checks the characters. */
    public Etag {
        for (var i = 0; i < opaque.length(); i++) {
            if (!isTagCharacter(opaque.charAt(i))) {
                throw MalformedEtagException.characterNotAllowed(i);
            }
        }
    }

    /**
     * The strong tag of an entity as it was read or last written.
     *
     * @param session the session that has read it, or any of the same factory for a detached one
     * @param entity a versioned entity with an id and a version; pending changes do not show before a flush
     * @return the tag
     * @throws NotVersionedException if the entity has no version, or none yet
     */
    public static Etag of(EntityManager session, Object entity) {
        return of(session.unwrap(SharedSessionContractImplementor.class), entity);
    }

    /**
     * The strong tag of an entity a stateless session has read or written.
     *
     * @param session a session of the entity's factory
     * @param entity a versioned entity with an id and a version
     * @return the tag
     * @throws NotVersionedException if the entity has no version, or none yet
     * @throws ForeignSessionException if the session is none of Hibernate's
     */
    public static Etag of(StatelessSession session, Object entity) {
        return of(LockSession.implementor(session), entity);
    }

    private static Etag of(SharedSessionContractImplementor session, Object entity) {
        var target = Hibernate.unproxy(entity);
        var persister = session.getEntityPersister(null, target);
        var attribute = VersionAttribute.of(persister);
        var version = attribute == null ? null : VersionAttribute.of(target, persister, session);
        if (attribute == null || version == null) {
            throw NotVersionedException.of(persister.getEntityName());
        }
        return new Etag(VersionTag.of(persister, persister.getIdentifier(target, session), version, session), false);
    }

    /**
     * Reads one tag as a header field carries it, {@code "…"} or {@code W/"…"}.
     *
     * @param text the tag; white space around it is allowed
     * @return the tag
     * @throws MalformedEtagException if the text is no entity tag
     */
    public static Etag parse(String text) {
        var reader = new EtagReader(text);
        return reader.single();
    }

    /**
     * The same tag as a weak one.
     *
     * @return a tag for representations that may differ in what is not part of the entity's row
     */
    public Etag weakened() {
        return new Etag(opaque, true);
    }

    /**
     * The strong comparison of RFC 9110, section 8.8.3.2, which {@code If-Match} uses.
     *
     * @param other the tag to compare with
     * @return true if both are strong and the same
     */
    public boolean matchesStrongly(Etag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /**
     * The weak comparison of RFC 9110, section 8.8.3.2, which {@code If-None-Match} uses.
     *
     * @param other the tag to compare with
     * @return true if both are the same, weak or not
     */
    public boolean matchesWeakly(Etag other) {
        return opaque.equals(other.opaque);
    }

    /**
     * The tag as the value of an {@code ETag} header field.
     *
     * @return the tag in quotes, behind {@code W/} if it is weak; {@link #parse(String)} reads it
     */
    public String format() {
        return (weak ? WEAK_PREFIX : "") + '"' + opaque + '"';
    }

    @Override
    public String toString() {
        return format();
    }

    static boolean isTagCharacter(char c) {
        return c == 0x21 || (c >= 0x23 && c <= 0x7E) || (c >= 0x80 && c <= 0xFF);
    }
}
