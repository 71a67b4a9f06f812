/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

/** Tenants cannot be asked this together. */
final class NotTogether extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean fewerMay;

    private NotTogether(String reason, boolean fewerMay) {
        super(reason);
        this.fewerMay = fewerMay;
    }

    /** Each of them can be asked alone. */
    NotTogether(String reason) {
        this(reason, false);
    }

    static NotTogether tooMany(String what) {
        return new NotTogether("Too many " + what, true);
    }

    /** Whether fewer of them can be asked together. */
    boolean fewerMay() {
        return fewerMay;
    }
}
