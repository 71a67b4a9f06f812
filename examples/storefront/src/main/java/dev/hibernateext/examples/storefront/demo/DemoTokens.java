/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.demo;

import dev.hibernateext.examples.storefront.rest.RequestProblem;
import dev.hibernateext.examples.storefront.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** In the place of somebody who knows people by their passwords: whoever asks is who they say they are. */
@RestController
class DemoTokens {

    private static final Set<String> SHOPS = Shop.ALL.stream().map(Shop::id).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> USERS = Set.of("anna", "ben");
    private static final Duration LIFETIME = Duration.ofHours(8);

    private final Clock clock;
    private final JwtEncoder encoder;

    DemoTokens(Clock clock, JwtEncoder encoder) {
        this.clock = clock;
        this.encoder = encoder;
    }

    @GetMapping("/demo/shops")
    List<Shop> shops() {
        return Shop.ALL;
    }

    @PostMapping("/demo/token")
    Map<String, String> token(@RequestBody Wish wish) {
        if (!SHOPS.contains(wish.shop()) || !USERS.contains(wish.user())) {
            throw RequestProblem.of(
                    HttpStatus.BAD_REQUEST, "unknown-demo", "Name one of the shops, and anna or ben as the user.");
        }
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .subject(wish.user())
                .claim("tenant", wish.shop())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return Map.of(
                "token",
                encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue());
    }

    /**
     * Who somebody wants to be.
     *
     * @param shop the id of a shop
     * @param user anna or ben
     */
    record Wish(String shop, String user) {

        /** What is missing is nobody's name. */
        Wish {
            shop = Objects.requireNonNullElse(shop, "");
            user = Objects.requireNonNullElse(user, "");
        }
    }
}
