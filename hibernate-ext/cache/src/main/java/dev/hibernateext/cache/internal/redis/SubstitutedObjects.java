/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.EntryCodec.Substitute;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Writes objects, others in the place of some. */
final class SubstitutedObjects extends ObjectOutputStream {

    private final Substitute substitute;

    SubstitutedObjects(OutputStream out, Substitute substitute) throws IOException {
        super(out);
        this.substitute = substitute;
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        return substitute.written(object);
    }
}
