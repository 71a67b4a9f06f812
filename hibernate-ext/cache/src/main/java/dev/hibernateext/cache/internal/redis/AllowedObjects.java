/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.EntryCodec.Substitute;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads objects of classes that are allowed. Others are not even loaded. */
final class AllowedObjects extends ObjectInputStream {

    private final AllowedTypes types;
    private final Substitute substitute;

    AllowedObjects(InputStream in, AllowedTypes types, Substitute substitute) throws IOException {
        super(in);
        this.types = types;
        this.substitute = substitute;
        enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
        return substitute.read(object);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        if (!types.isAllowed(description.getName())) {
            throw new InvalidClassException(description.getName(), "not among the types of the mapping");
        }
        var mapped = types.mapped(description.getName());
        return mapped.isPresent() ? mapped.get() : super.resolveClass(description);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw new InvalidClassException(String.join(", ", interfaces), "a proxy, which no mapping has");
    }
}
