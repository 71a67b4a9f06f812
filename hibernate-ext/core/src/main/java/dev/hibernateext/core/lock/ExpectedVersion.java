/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The version a row must have for an operation to go ahead: what the client has read before.
 *
 * <p>Numbers compare by value whatever their width. Times compare as far as the precision of the version's column goes, so
 * a client may send back more or fewer zeros than it was given; a {@link LocalDateTime} counts as UTC beside the other
 * types.
 */
public sealed interface ExpectedVersion {

    /**
     * A numeric version.
     *
     * @param version the version as it was read
     * @return what to expect
     */
    static ExpectedVersion of(long version) {
        return new Exactly(version);
    }

    /**
     * A version that is a time.
     *
     * @param version the version as it was read
     * @return what to expect
     */
    static ExpectedVersion of(Instant version) {
        return new Exactly(version);
    }

    /**
     * A version that is a time without an offset.
     *
     * @param version the version as it was read
     * @return what to expect
     */
    static ExpectedVersion of(LocalDateTime version) {
        return new Exactly(version);
    }

    /**
     * A version that is a time with an offset.
     *
     * @param version the version as it was read; another offset of the same instant is the same version
     * @return what to expect
     */
    static ExpectedVersion of(OffsetDateTime version) {
        return new Exactly(version);
    }

    /**
     * A version that is a time with a zone.
     *
     * @param version the version as it was read; another zone of the same instant is the same version
     * @return what to expect
     */
    static ExpectedVersion of(ZonedDateTime version) {
        return new Exactly(version);
    }

    /**
     * A version of any mapped type.
     *
     * @param version a number, a time, or a value of the version attribute's own type
     * @return what to expect
     */
    static ExpectedVersion ofRaw(Object version) {
        return new Exactly(version);
    }

    /**
     * Whatever version the row has, as long as there is a row: {@code If-Match: *}.
     *
     * @return what to expect
     */
    static ExpectedVersion any() {
        return new Any();
    }

    /**
     * The version an entity tag was made of.
     *
     * @param tag a tag of the row; a weak one matches nothing
     * @return what to expect
     */
    static ExpectedVersion from(Etag tag) {
        return new Tagged(new IfMatch(List.of(tag)));
    }

    /**
     * The versions a condition of a request allows.
     *
     * @param condition what the client sent
     * @return what to expect
     */
    static ExpectedVersion from(IfMatch condition) {
        return condition.isAny() ? any() : new Tagged(condition);
    }

    /**
     * Whether the expectation is a precondition of HTTP, so that a conflict has status 412 instead of 409.
     *
     * @return true for what came from an entity tag or {@code If-Match}, and for {@link #any()}
     */
    default boolean isPrecondition() {
        return !(this instanceof Exactly);
    }

    /**
     * One version.
     *
     * @param version a number, a time, or a value of the version attribute's own type
     */
    record Exactly(Object version) implements ExpectedVersion {

        /** The version itself. */
        @Override
        public String toString() {
            return version.toString();
        }
    }

    /** Any version. */
    record Any() implements ExpectedVersion {}

    /**
     * The versions some entity tags were made of.
     *
     * @param condition the tags
     */
    record Tagged(IfMatch condition) implements ExpectedVersion {}
}
