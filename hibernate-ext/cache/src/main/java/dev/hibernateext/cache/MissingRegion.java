/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

/** What becomes of a region that neither an annotation nor a setting bounds. */
public enum MissingRegion {

    /** It gets the default bounds. */
    BOUNDED,

    /** The factory does not start; a query region that is named at run time fails its query. */
    FAIL
}
