/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

/** What becomes of a request that finds no connection. */
public enum Overflow {

    /**
     * It waits in the line of its tenant, and is turned away if that is full. If there is no more room in all lines, whoever came
     * last in the longest one is turned away, with the newcomer counted in; of lines of one length it is the newcomer. So no
     * tenant takes the room of others.
     */
    QUEUE,

    /** It is turned away: nobody waits. */
    REJECT,

    /**
     * It waits, and if there is no room, the request that has waited longest in a line gives way to it: in its tenant's own line
     * if that is full, otherwise in the longest line of all, with the newcomer counted in. Of lines of one length it is the
     * newcomer's own, then the one whose first request came first. Whoever has waited longest is closest to its time-out, and
     * its caller may be gone already.
     */
    EVICT
}
