/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Histories of transactions that append to lists, and a checker for what isolation forbids. Start at {@link
 * dev.hibernateext.it.consistency.HistoryChecker}.
 */
@NullMarked
package dev.hibernateext.it.consistency;

import org.jspecify.annotations.NullMarked;
