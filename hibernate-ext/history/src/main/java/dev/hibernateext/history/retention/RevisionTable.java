/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.function.Supplier;

/**
 * The entity of revisions.
 *
 * @param name in queries
 * @param hasContext whether a revision has actor, operation, reason and attributes
 * @param isShared whether rows may refer to it that the session does not see
 * @param create makes a revision of now, to be inserted
 */
public record RevisionTable(String name, boolean hasContext, boolean isShared, Supplier<Object> create) {}
