/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import java.util.Locale;
import org.hibernate.engine.spi.LoadQueryInfluencers;

/**
 * Something that is different in a session made for it. Each is the name of a Hibernate filter without a condition: an
 * enabled filter is what keeps plans, loaders and query results of such a session apart from those of all others.
 */
public enum ScopeFlag {
    /** Reads see deleted rows too. */
    INCLUDE,

    /** Queries see deleted rows only. */
    ONLY,

    /** Loads by id see deleted rows too, since a reference leads to them; nothing else does. */
    REFERENCE,

    /** The deletion mark may be written as any other attribute. */
    RESTORE,

    /** Deletes delete. */
    PURGE;

    private final String filter = "hibernate.ext.deleted_rows." + name().toLowerCase(Locale.ROOT);

    /** The name of the filter. */
    public String filter() {
        return filter;
    }

    /** Whether the session that the influencers belong to has the flag; cheap in a session without any filter. */
    public boolean isOn(LoadQueryInfluencers influencers) {
        return influencers.hasEnabledFilters() && influencers.getEnabledFilter(filter) != null;
    }

    /** Whether reads of the session differ from those of others. */
    public static boolean changesReads(LoadQueryInfluencers influencers) {
        return influencers.hasEnabledFilters() && (REFERENCE.isOn(influencers) || !hidesDeleted(influencers));
    }

    /** Whether the session hides deleted rows, as all sessions do that nobody asked for something else. */
    public static boolean hidesDeleted(LoadQueryInfluencers influencers) {
        return !influencers.hasEnabledFilters() || !(INCLUDE.isOn(influencers) || ONLY.isOn(influencers));
    }
}
