/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core;

import org.hibernate.internal.SessionImpl;
import org.jspecify.annotations.Nullable;

final class KnowsSessionImpl {

    @Nullable
    SessionImpl session;
}
