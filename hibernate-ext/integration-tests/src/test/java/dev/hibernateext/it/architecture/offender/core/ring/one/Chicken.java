/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core.ring.one;

import dev.hibernateext.it.architecture.offender.core.ring.two.Egg;
import org.jspecify.annotations.Nullable;

/** Comes from an egg. */
public final class Chicken {

    @Nullable
    Egg origin;
}
