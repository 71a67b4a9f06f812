/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test.lamps;

import org.springframework.data.jpa.repository.JpaRepository;

/** The lamps of the tenant in force. */
interface Lamps extends JpaRepository<Lamp, Long> {}
