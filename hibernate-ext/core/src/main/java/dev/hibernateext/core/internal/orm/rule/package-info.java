/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The one state management of the library. Hibernate gives a root entity exactly one, so features contribute rules to it; an
 * entity without a rule keeps Hibernate's own. Start with {@link dev.hibernateext.core.internal.orm.rule.RowRule}.
 */
@NullMarked
package dev.hibernateext.core.internal.orm.rule;

import org.jspecify.annotations.NullMarked;
