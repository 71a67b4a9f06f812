/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.mixins;

import dev.hibernateext.it.architecture.offender.core.Victim;

final class ReachesCore {

    final Victim victim = new Victim();
}
