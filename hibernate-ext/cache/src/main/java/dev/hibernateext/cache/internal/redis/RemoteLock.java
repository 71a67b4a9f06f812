/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import org.hibernate.cache.spi.access.SoftLock;

/**
 * A key, or a region, that a transaction writes.
 *
 * @param id of this lock alone
 * @param taken where the lock stands among the changes
 */
public record RemoteLock(String id, Position taken) implements SoftLock {}
