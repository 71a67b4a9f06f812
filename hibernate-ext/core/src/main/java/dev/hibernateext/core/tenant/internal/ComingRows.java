/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant.internal;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Who is told which rows a session of one factory will write together. */
public final class ComingRows {

    private volatile @Nullable Watch watch;

    /** Is told of rows. */
    public interface Watch {

        /** Instances will be written next, those of earlier calls will not. */
        void come(Iterable<?> entities, SharedSessionContractImplementor session);
    }

    /** The one of a factory. */
    public static ComingRows of(FactoryState factory) {
        return factory.component(ComingRows.class, ComingRows::new);
    }

    /** Tells of rows from now on. */
    public void watch(Watch told) {
        watch = told;
    }

    /** Instances will be written next by a session. */
    public void come(Iterable<?> entities, SharedSessionContractImplementor session) {
        var told = watch;
        if (told != null) {
            told.come(entities, session);
        }
    }
}
