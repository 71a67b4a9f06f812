/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The session behind an entity manager. Start with {@link dev.hibernateext.repository.session.OpenSession}.
 */
@NullMarked
package dev.hibernateext.repository.session;

import org.jspecify.annotations.NullMarked;
