/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * What is soft-deletable in a factory, and what is being deleted in a session. Start with {@link
 * dev.hibernateext.core.softdelete.internal.SoftDeletionModel}.
 */
@NullMarked
package dev.hibernateext.core.softdelete.internal;

import org.jspecify.annotations.NullMarked;
