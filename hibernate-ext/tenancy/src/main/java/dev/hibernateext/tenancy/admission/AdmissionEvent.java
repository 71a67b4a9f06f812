/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.catalog.Tenant;
import java.time.Duration;

/** What became of a request that found no connection at once. */
public sealed interface AdmissionEvent {

    /**
     * Whose request it was.
     *
     * @return the tenant, with the place of its database
     */
    Tenant tenant();

    /**
     * What was taken then.
     *
     * @return without the request itself, unless it was admitted
     */
    AdmissionLoad load();

    /**
     * How long it waited.
     *
     * @return next to nothing if it was turned away at once
     */
    Duration waited();

    /**
     * Its turn came.
     *
     * @param tenant whose request it was
     * @param load what was taken then
     * @param waited for how long
     */
    record AdmittedLate(Tenant tenant, AdmissionLoad load, Duration waited) implements AdmissionEvent {}

    /**
     * There was no room to wait, or it came last in the longest line when a request of another tenant needed the room.
     *
     * @param tenant whose request it was
     * @param load what was taken then
     * @param waited for how long; next to nothing if it found no room
     */
    record QueueFull(Tenant tenant, AdmissionLoad load, Duration waited) implements AdmissionEvent {}

    /**
     * It gave way to a request that came later: {@link Overflow#EVICT}.
     *
     * @param tenant whose request it was
     * @param load what was taken then
     * @param waited for how long
     */
    record Evicted(Tenant tenant, AdmissionLoad load, Duration waited) implements AdmissionEvent {}

    /**
     * Its turn did not come in time.
     *
     * @param tenant whose request it was
     * @param load what was taken then
     * @param waited for how long
     */
    record TimedOut(Tenant tenant, AdmissionLoad load, Duration waited) implements AdmissionEvent {}

    /**
     * Its thread was interrupted.
     *
     * @param tenant whose request it was
     * @param load what was taken then
     * @param waited for how long
     */
    record Interrupted(Tenant tenant, AdmissionLoad load, Duration waited) implements AdmissionEvent {}
}
