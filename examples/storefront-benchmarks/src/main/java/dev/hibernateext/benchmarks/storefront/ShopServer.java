/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The database server of all applications, and who gives tokens for them.
 *
 * @param database the server
 * @param key of the tokens
 */
record ShopServer(EmbeddedPostgres database, String key) implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofHours(8);

    /** Every so-many-th track is in the trash. */
    private static final String DELETE =
            "update track set deleted_at = now(), deleted_by = 'chinook', deletion_id = gen_random_uuid() where mod(id, 50) = 0";

    static ShopServer start() throws IOException {
        var database = EmbeddedPostgres.builder()
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ShopServer(database, UUID.randomUUID().toString());
    }

    /** Ends with parameters, to which others can be added. */
    String url() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(database.getPort());
    }

    /** Puts rows into the trash, and lets the server learn what there is. */
    void settle() throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(DELETE);
            statement.execute("vacuum analyze");
        }
    }

    String token(String shop) {
        var secret = new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .subject("anna")
                .claim("tenant", shop)
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return new NimbusJwtEncoder(new ImmutableSecret<>(secret))
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
