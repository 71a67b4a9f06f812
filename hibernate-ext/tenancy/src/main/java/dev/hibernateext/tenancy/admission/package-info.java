/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Who of many tenants gets a connection next, who waits, and who is turned away. Start with {@link
 * dev.hibernateext.tenancy.admission.AdmittedDatabases}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.admission;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
