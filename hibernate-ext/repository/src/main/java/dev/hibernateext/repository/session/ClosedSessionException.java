/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.session;

import dev.hibernateext.core.HibernateExtException;
import org.jspecify.annotations.Nullable;

/** There is no open session behind an entity manager: it is closed, or a shared one of a container outside of a transaction. */
public final class ClosedSessionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private ClosedSessionException(String message, @Nullable Throwable cause) {
        super("repository.session-closed", message, cause);
    }

    static ClosedSessionException of(@Nullable Throwable cause) {
        return new ClosedSessionException(
                "Cannot work with the session behind an entity manager: there is none that is open. A container's shared entity"
                        + " manager has a session in a transaction only: begin one, such as by @Transactional, or give a session of"
                        + " your own.",
                cause);
    }
}
