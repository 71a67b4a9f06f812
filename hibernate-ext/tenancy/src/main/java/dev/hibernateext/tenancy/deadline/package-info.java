/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * One deadline for a connection's whole way. Start with {@link dev.hibernateext.tenancy.deadline.Deadline}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.deadline;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
