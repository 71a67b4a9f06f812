/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * What stands before statements that are explained, between the estimate and Hibernate's executor. Not for users. Start with {@link
 * dev.hibernateext.core.estimate.internal.StatementPrefix}.
 */
@NullMarked
package dev.hibernateext.core.estimate.internal;

import org.jspecify.annotations.NullMarked;
