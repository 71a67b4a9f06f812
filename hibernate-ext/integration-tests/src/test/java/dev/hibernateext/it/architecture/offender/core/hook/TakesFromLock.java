/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core.hook;

import dev.hibernateext.it.architecture.offender.core.lock.internal.Secret;

final class TakesFromLock {

    final Secret secret = new Secret();
}
