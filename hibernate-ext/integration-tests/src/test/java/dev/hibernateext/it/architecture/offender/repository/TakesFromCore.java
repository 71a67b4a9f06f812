/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.repository;

import dev.hibernateext.it.architecture.offender.core.internal.Foundation;

final class TakesFromCore {

    final Foundation foundation = new Foundation();
}
