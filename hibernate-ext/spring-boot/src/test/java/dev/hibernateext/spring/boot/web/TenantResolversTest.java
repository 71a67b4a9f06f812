/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.InvalidSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where hosts and paths name a tenant, and where they do not. */
class TenantResolversTest {

    private static MockHttpServletRequest request(String host, String path) {
        var request = new MockHttpServletRequest("GET", path);
        request.setServerName(host);
        return request;
    }

    private static String named(List<String> tenants) {
        return String.join(",", tenants);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "acme.shop.example, acme",
                "ACME.Shop.Example, acme",
                "shop.example, ''",
                ".shop.example, ''",
                "a.b.shop.example, ''",
                "acme.shop.example.evil.example, ''",
                "acmeshop.example, ''"
            })
    void findTheLabelOfTheHost(String host, String tenant) {
        assertThat(named(TenantResolvers.host("{tenant}.shop.example").tenantsOf(request(host, "/"))))
                .isEqualTo(tenant);
    }

    @ParameterizedTest
    @CsvSource({
        "/shops/acme/items, acme",
        "/shops/acme, acme",
        "/shops/acme;x=umbra/items, acme",
        "/shops/%61cme/items, acme",
        "/shops, ''",
        "/other/acme, ''"
    })
    void findTheVariableOfThePath(String path, String tenant) {
        assertThat(named(TenantResolvers.path("/shops/{tenant}/**").tenantsOf(request("localhost", path))))
                .isEqualTo(tenant);
    }

    @Test
    void listAllHeadersOfTheName() {
        var request = request("localhost", "/");
        request.addHeader("X-Shop", "acme");
        request.addHeader("X-Shop", "umbra");
        assertThat(TenantResolvers.header("x-shop").tenantsOf(request)).containsExactly("acme", "umbra");
    }

    @Test
    void refuseAPatternWithoutPlaceForTheTenant() {
        assertThatThrownBy(() -> TenantResolvers.host("shop.example"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("hibernate-ext.web.tenant.host")
                .hasMessageContaining("{tenant}");
        assertThatThrownBy(() -> TenantResolvers.path("/shops/**"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("hibernate-ext.web.tenant.path")
                .hasMessageContaining("{tenant}");
    }
}
