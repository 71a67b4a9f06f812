/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core;

import java.util.ArrayList;
import java.util.List;

final class RemembersForAll {

    static final List<String> SEEN = new ArrayList<>();
    static int count;

    private RemembersForAll() {}
}
