/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test.lamps;

import org.springframework.stereotype.Service;

/** None of what a test of entities needs. */
@Service
class Window {}
