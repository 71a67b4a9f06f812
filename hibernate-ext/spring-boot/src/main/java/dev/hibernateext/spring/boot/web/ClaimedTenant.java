/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * The tenant that the token of a request claims. Nobody without a token has one; whoever has a token needs the claim.
 *
 * @param claim its name
 */
record ClaimedTenant(String claim) implements TenantResolver {

    @Override
    public List<String> tenantsOf(HttpServletRequest request) {
        var principal = request.getUserPrincipal();
        if (principal == null) {
            return List.of();
        }
        if (claimOf(principal) instanceof String tenant) {
            return List.of(tenant);
        }
        throw TenantUnprovenException.withoutClaim(claim);
    }

    private @Nullable Object claimOf(Principal principal) {
        var user = principal instanceof Authentication authentication ? authentication.getPrincipal() : principal;
        if (user instanceof ClaimAccessor claims) {
            return claims.getClaims().get(claim);
        }
        return user instanceof OAuth2AuthenticatedPrincipal attributes ? attributes.getAttribute(claim) : null;
    }
}
