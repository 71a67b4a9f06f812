/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core.ring.two;

import dev.hibernateext.it.architecture.offender.core.ring.one.Chicken;
import org.jspecify.annotations.Nullable;

/** Comes from a chicken, in a package that is not null-marked either. */
public final class Egg {

    @Nullable
    Chicken origin;
}
