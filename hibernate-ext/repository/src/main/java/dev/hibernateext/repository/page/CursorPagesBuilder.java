/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.Sort;
import dev.hibernateext.repository.attribute.SortKey;
import jakarta.persistence.criteria.Nulls;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SortDirection;
import org.jspecify.annotations.Nullable;

/**
 * Says how rows are sorted and tokens signed.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <E> the entity
 */
public final class CursorPagesBuilder<E> {

    private final SessionFactory factory;
    private final Class<E> entity;
    private final List<SortKey<E>> keys = new ArrayList<>();
    private final List<byte[]> secrets = new ArrayList<>();
    private @Nullable Duration lifetime;
    private Clock clock = Clock.systemUTC();

    CursorPagesBuilder(SessionFactory factory, Class<E> entity) {
        this.factory = factory;
        this.entity = entity;
    }

    /**
     * Sorts by an attribute, after those given before, with NULLs where the database puts them.
     *
     * @param path the attribute, through to-one associations and embeddables with dots; an embeddable stands for its attributes
     * @return this builder
     * @throws AttributePathException if it is not mapped
     */
    public CursorPagesBuilder<E> ascending(String path) {
        return by(path, SortDirection.ASCENDING, Nulls.NONE);
    }

    /**
     * Sorts by an attribute the other way round, after those given before, with NULLs where the database puts them.
     *
     * @param path the attribute, as in {@link #ascending}
     * @return this builder
     * @throws AttributePathException if it is not mapped
     */
    public CursorPagesBuilder<E> descending(String path) {
        return by(path, SortDirection.DESCENDING, Nulls.NONE);
    }

    /**
     * Sorts by an attribute, after those given before. NULLs at another end than where the database puts them cost a sort
     * unless an index is made so.
     *
     * @param path the attribute, as in {@link #ascending}
     * @param direction ascending or descending
     * @param nulls where rows without a value come
     * @return this builder
     * @throws AttributePathException if it is not mapped
     */
    public CursorPagesBuilder<E> by(String path, SortDirection direction, Nulls nulls) {
        keys.add(new SortKey<>(AttributePath.of(factory.getMetamodel(), entity, path), direction, nulls));
        return this;
    }

    /**
     * Sorts by the keys of a sort, after those given before.
     *
     * @param sort such as one read from outside
     * @return this builder
     */
    public CursorPagesBuilder<E> by(Sort<E> sort) {
        keys.addAll(sort.keys());
        return this;
    }

    /**
     * Signs tokens. A key given later is accepted and signs nothing, so that keys can be replaced.
     *
     * @param key at least 16 bytes from a secure random source, the same on every node; is copied
     * @return this builder
     */
    public CursorPagesBuilder<E> signedWith(byte[] key) {
        secrets.add(key.clone());
        return this;
    }

    /**
     * Lets tokens expire. Unless this is said they do not.
     *
     * @param value from when a token is made; positive, with a precision of a second
     * @return this builder
     */
    public CursorPagesBuilder<E> expiringAfter(Duration value) {
        this.lifetime = value;
        return this;
    }

    /**
     * Sets the clock that lifetimes are measured with.
     *
     * @param value the system's unless this is said
     * @return this builder
     */
    public CursorPagesBuilder<E> clock(Clock value) {
        this.clock = value;
        return this;
    }

    /**
     * Adds the id to the sort and looks the types up.
     *
     * @return the pages
     * @throws AttributePathException if the type of a key has no order in the database, such as JSON, an array or a LOB, or cannot be written
     * @throws IllegalArgumentException if there is no key to sign with, or one that is too short
     */
    public CursorPages<E> build() {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        var total = new TotalOrder(factory).of(entity, new Sort<>(keys));
        var cursorKeys =
                total.keys().stream().map(key -> CursorKey.of(key, implementor)).toList();
        var codecs = cursorKeys.stream().map(CursorKey::codec).toList();
        var security = new CursorSecurity(secrets, lifetime, clock);
        return new CursorPages<>(
                entity, cursorKeys, new TokenCodec(codecs, Digests.of(text(total)), security), findsRowValues());
    }

    /** MariaDB and H2 compare row values and do not bound the scan of an index by them. */
    private boolean findsRowValues() {
        return factory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect()
                instanceof PostgreSQLDialect;
    }

    private String text(Sort<E> sort) {
        return sort.keys().stream()
                .map(key -> key.path().name() + " " + key.direction() + " " + key.nulls())
                .collect(Collectors.joining(",", entity.getName() + ":", ""));
    }
}
