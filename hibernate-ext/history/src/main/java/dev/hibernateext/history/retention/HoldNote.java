/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why there is a hold. */
record HoldNote(UUID id, String reason, @Nullable String actor, Instant at) {}
