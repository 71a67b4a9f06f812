/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

/**
 * How far the changes in Redis had come at some time. A transaction that begins when a node knows a position sees all that was changed
 * up to it.
 *
 * @param incarnation of the data in Redis; positions of two are not to be compared
 * @param sequence of the last change
 */
public record Position(String incarnation, long sequence) {

    /** Before anything was heard of Redis. */
    public static final Position UNKNOWN = new Position("", 0);

    /** Answers of one incarnation may overtake each other. */
    Position or(Position heard) {
        return incarnation.equals(heard.incarnation) && sequence > heard.sequence ? this : heard;
    }
}
