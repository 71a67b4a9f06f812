/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import java.util.List;

/**
 * The condition of an {@code If-Match} header field of RFC 9110, section 13.1.1.
 *
 * @param tags the tags, one of which the current state must match strongly; empty for {@code *}, which any state fulfils
 */
public record IfMatch(List<Etag> tags) {

    /** Copies the tags. */
    public IfMatch {
        tags = List.copyOf(tags);
    }

    /**
     * Reads the value of the header field.
     *
     * @param header {@code *}, or a list of tags; several header lines are joined with commas before
     * @return the condition
     * @throws MalformedEtagException if the value is neither
     */
    public static IfMatch parse(String header) {
        var reader = new EtagReader(header);
        return new IfMatch(reader.isAsterisk() ? List.of() : reader.list());
    }

    /**
     * Whether the condition is {@code *}.
     *
     * @return true if any existing state fulfils it
     */
    public boolean isAny() {
        return tags.isEmpty();
    }

    /**
     * Whether a state fulfils the condition, by the strong comparison.
     *
     * @param current the tag of the state
     * @return false for a weak tag, unless the condition is {@code *}
     */
    public boolean matches(Etag current) {
        return isAny() || tags.stream().anyMatch(current::matchesStrongly);
    }
}
