/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * What is found out about statements by their text. Not for applications. Start with {@link
 * dev.hibernateext.tenancy.internal.TextCache}.
 */
@NullMarked
package dev.hibernateext.tenancy.internal;

import org.jspecify.annotations.NullMarked;
