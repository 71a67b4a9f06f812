/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.List;
import java.util.Set;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;

/** What is written behind a write. Immutable, and one instance for each write that is told apart. */
final class Reached {

    static final Reached NOTHING = new Reached(Set.of(), Set.of(), Set.of(), List.of());

    private final Set<String> own;
    private final Set<String> ofAll;
    private final Set<String> changed;
    private final List<CachedDomainDataAccess> accesses;

    Reached(Set<String> own, Set<String> ofAll, Set<String> changed, List<CachedDomainDataAccess> accesses) {
        this.own = Set.copyOf(own);
        this.ofAll = Set.copyOf(ofAll);
        this.changed = Set.copyOf(changed);
        this.accesses = accesses;
    }

    boolean isNothing() {
        return own.isEmpty() && ofAll.isEmpty();
    }

    /** The query spaces in which rows of the writer's tenant are written, if they belong to tenants. */
    Set<String> own() {
        return own;
    }

    /** Those in which rows of any tenant are. */
    Set<String> ofAll() {
        return ofAll;
    }

    /** Those whose rows may stay, and change past their versions. */
    Set<String> changed() {
        return changed;
    }

    /** Where entries of them may be. */
    List<CachedDomainDataAccess> accesses() {
        return accesses;
    }
}
