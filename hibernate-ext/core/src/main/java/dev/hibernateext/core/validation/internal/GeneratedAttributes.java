/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Attributes that get their values behind the validation, so that it cannot judge them. Complete before the first session. */
public final class GeneratedAttributes {

    private final Map<String, Set<String>> paths = new HashMap<>();

    /** Adds an attribute, with dots into embeddables. */
    public void add(String entityName, String path) {
        paths.computeIfAbsent(entityName, key -> new HashSet<>()).add(path);
    }

    boolean contains(String entityName, String path) {
        return paths.getOrDefault(entityName, Set.of()).contains(path);
    }
}
