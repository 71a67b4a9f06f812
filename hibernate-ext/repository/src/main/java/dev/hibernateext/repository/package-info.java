/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Reads and writes of one entity over any session of Hibernate: by id, by query, with the client's version, into the trash and
 * back. Start with {@link dev.hibernateext.repository.Repository}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
