/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * What happened to entities: who changed what, when and in which operation, how they were at an instant, and how two states
 * differ. Start with {@link dev.hibernateext.history.History}.
 */
@NullMarked
package dev.hibernateext.history;

import org.jspecify.annotations.NullMarked;
