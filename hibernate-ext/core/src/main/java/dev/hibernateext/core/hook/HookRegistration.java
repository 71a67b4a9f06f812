/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

/** A registered hook. */
public interface HookRegistration extends AutoCloseable {

    /** Takes the hook out of the factory. A flush that has begun may still call it. Closing twice does nothing. */
    @Override
    void close();
}
