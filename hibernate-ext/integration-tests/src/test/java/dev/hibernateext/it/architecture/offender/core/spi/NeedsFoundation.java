/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core.spi;

import dev.hibernateext.it.architecture.offender.core.internal.Foundation;

final class NeedsFoundation {

    final Foundation foundation = new Foundation();
}
