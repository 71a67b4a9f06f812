/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core;

import dev.hibernateext.it.architecture.offender.core.internal.orm.Adapter;

final class NeedsAdapter {

    final Adapter adapter = new Adapter();
}
