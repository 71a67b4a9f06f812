/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import java.util.List;

/**
 * Attributes no two rows that are not deleted may have in common.
 *
 * @param entity the entity that declares it
 * @param paths the attributes as HQL writes them
 */
public record UniqueKey(String entity, List<String> paths) {}
