/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The session behind an entity manager, {@link dev.hibernateext.repository.session.OpenSession}, and how its queries are executed, {@link
 * dev.hibernateext.repository.session.QueryExecution}.
 */
@NullMarked
package dev.hibernateext.repository.session;

import org.jspecify.annotations.NullMarked;
