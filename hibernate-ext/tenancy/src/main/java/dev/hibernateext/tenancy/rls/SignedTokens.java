/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.postgresql.TenantTokens;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import org.postgresql.PGConnection;

/**
 * Signs who the tenant is, for one connection and a time. A token is good for all statements of a transaction that begins
 * before it expires. It is made anew when half of its time has passed, so a tenant on a connection costs one signature in that time.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class SignedTokens implements TenantTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    /** About 300 bytes each. */
    private static final int MOST_KEPT = 10_000;

    /** In the place of a backend, for a token that is good on all. */
    private static final int ANY_BACKEND = 0;

    private final TenantSecret secret;
    private final Duration lifetime;
    private final InstantSource clock;
    private final boolean bound;
    private final String setting;

    /** The tokens in use, by what they are signed for. */
    private final Map<String, Renewed> tokens = new ConcurrentHashMap<>();

    private SignedTokens(TenantSecret secret, Duration lifetime, InstantSource clock, boolean bound, String setting) {
        this.secret = secret;
        this.lifetime = lifetime;
        this.clock = clock;
        this.bound = bound;
        this.setting = setting;
    }

    /**
     * Tokens for one backend and half an hour, by the system's clock.
     *
     * @param secret what the database has as well
     * @return the tokens
     */
    public static SignedTokens signedWith(TenantSecret secret) {
        return new SignedTokens(secret, LIFETIME, InstantSource.system(), true, SecurityNames.DEFAULT.setting());
    }

    /**
     * With another lifetime.
     *
     * @param duration at least a second; application and database may disagree about the time by less than half of it
     * @return a changed copy
     */
    public SignedTokens lasting(Duration duration) {
        if (duration.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "A tenant token lasts %s. Let it last a second at least.".formatted(duration));
        }
        return new SignedTokens(secret, duration, clock, bound, setting);
    }

    /**
     * With another clock.
     *
     * @param source tells the time
     * @return a changed copy
     */
    public SignedTokens at(InstantSource source) {
        return new SignedTokens(secret, lifetime, source, bound, setting);
    }

    /**
     * For a database whose schema of row-level security has another name.
     *
     * @param names as the statements were made with
     * @return a changed copy
     */
    public SignedTokens named(SecurityNames names) {
        return new SignedTokens(secret, lifetime, clock, bound, names.setting());
    }

    /**
     * Tokens that are good on any backend, for a pooler that changes them between transactions. Whoever gets hold of one can use it
     * until it expires.
     *
     * @return a changed copy
     */
    public SignedTokens forAnyBackend() {
        return new SignedTokens(secret, lifetime, clock, false, setting);
    }

    @Override
    public String setting() {
        return setting;
    }

    @Override
    public boolean holdOnAnyBackend() {
        return !bound;
    }

    @Override
    public Supplier<String> of(TenantKey tenant, Connection connection) throws SQLException {
        var backend = bound ? connection.unwrap(PGConnection.class).getBackendPID() : ANY_BACKEND;
        var subject = tenant.value() + ':' + backend + ':';
        var known = tokens.get(subject);
        return known != null ? known : begin(subject);
    }

    private Renewed begin(String subject) {
        if (tokens.size() >= MOST_KEPT) {
            tokens.clear();
        }
        return tokens.computeIfAbsent(subject, Renewed::new);
    }

    /** A token that is signed anew when half of its time has passed. */
    private final class Renewed implements Supplier<String> {

        private final String subject;
        private volatile Signed signed = new Signed("", Instant.MIN);

        Renewed(String subject) {
            this.subject = subject;
        }

        @Override
        public String get() {
            var now = clock.instant();
            var current = signed;
            if (now.isBefore(current.renewal())) {
                return current.token();
            }
            var token = signed(secret.mac(), subject + now.plus(lifetime).getEpochSecond());
            signed = new Signed(token, now.plus(lifetime.dividedBy(2)));
            return token;
        }
    }

    private record Signed(String token, Instant renewal) {}

    private static String signed(Mac mac, String message) {
        return message + ':' + HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.US_ASCII)));
    }
}
