/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.spring.boot.web.TenantDisagreementException;
import dev.hibernateext.spring.boot.web.TenantNotNamedException;
import dev.hibernateext.spring.boot.web.TenantUnprovenException;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.TenantSwitchException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests to a running application: who acts, for whom, and what is refused. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hibernate-ext.web.tenant.claim=shop",
            "hibernate-ext.web.tenant.header=X-Shop",
            "hibernate-ext.web.tenant.path=/shops/{tenant}/**",
            "hibernate-ext.web.operation-header=X-Operation",
            "management.endpoints.web.exposure.include=hibernateext,health",
            "management.endpoint.health.show-details=always",
            "shop.main=umbra",
            "spring.datasource.url=jdbc:h2:mem:shops",
            "spring.jpa.hibernate.ddl-auto=create-drop",
            "spring.jpa.open-in-view=false",
            "spring.main.banner-mode=off",
            "logging.level.root=error"
        })
class ShopTest {

    private static final String ADA = "ada.acme";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Items items;
    private final Environment environment;
    private final EntityManager entities;
    private final TransactionTemplate transactions;

    @Autowired
    ShopTest(Items items, Environment environment, EntityManager entities, TransactionTemplate transactions) {
        this.items = items;
        this.environment = environment;
        this.entities = entities;
        this.transactions = transactions;
    }

    @BeforeEach
    void stock() {
        for (var shop : new String[] {"acme", "umbra"}) {
            Tenants.run(shop, () -> {
                transactions.executeWithoutResult(
                        status -> entities.createQuery("delete from Item").executeUpdate());
                items.add("lamp of " + shop);
            });
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + environment.getProperty("local.server.port") + path));
    }

    private HttpRequest.Builder as(String token, String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void assertOnlyAcme(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("lamp of acme").doesNotContain("umbra");
    }

    @Test
    void writesWhoActsAndForWhom() throws Exception {
        var answer = send(as(ADA, "/items").POST(BodyPublishers.ofString("chair")));
        assertThat(answer.body()).contains("\"shop\":\"acme\"", "\"createdBy\":\"ada\"");
    }

    @Test
    void isForTheTenantOfTheToken() throws Exception {
        assertOnlyAcme(send(as(ADA, "/items")));
    }

    @Test
    void isForTheTenantOfTheHeader() throws Exception {
        assertOnlyAcme(send(to("/items").header("X-Shop", "ACME")));
    }

    @Test
    void isForTheTenantOfThePath() throws Exception {
        assertOnlyAcme(send(to("/shops/acme/items")));
    }

    @Test
    void staysWithTheTenantOnOtherThreads() throws Exception {
        assertOnlyAcme(send(as(ADA, "/items/later")));
        assertOnlyAcme(send(as(ADA, "/items/called")));
    }

    @Test
    void refusesAnotherTenantThanTheClaim() throws Exception {
        for (var request : new HttpRequest.Builder[] {
            as(ADA, "/items").header("X-Shop", "umbra"),
            as(ADA, "/shops/umbra/items"),
            to("/shops/umbra/items").header("X-Shop", "acme"),
            to("/items").header("X-Shop", "umbra").header("X-Shop", "acme")
        }) {
            assertProblem(send(request), 403, "web.tenant-disagreement", TenantDisagreementException.class);
        }
    }

    @Test
    void refusesATokenWithoutTenant() throws Exception {
        assertProblem(
                send(as("ada", "/items").header("X-Shop", "umbra")),
                403,
                "web.tenant-unproven",
                TenantUnprovenException.class);
    }

    @Test
    void refusesARequestWithoutTenant() throws Exception {
        assertProblem(send(to("/items")), 400, "web.tenant-not-named", TenantNotNamedException.class);
    }

    @Test
    void tellsBrowsersWhatTheyMaySend() throws Exception {
        var asked = to("/items")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://shop.example")
                .header("Access-Control-Request-Method", "POST");
        var answer = send(asked);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://shop.example");
    }

    @Test
    void refusesWhatIsNoTenant() throws Exception {
        assertThat(send(to("/items").header("X-Shop", "a' or 1=1")).body()).contains("tenancy.invalid-id");
        assertThat(send(to("/items").header("X-Shop", ":shared")).body()).contains("tenancy.invalid-id");
        assertProblem(
                send(to("/items").header("X-Shop", "nobody")),
                404,
                "tenancy.unknown-tenant",
                UnknownTenantException.class);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code, Class<?> error) {
        assertThat(response.statusCode()).as("%s", error).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body())
                .contains("\"type\":\"urn:hibernate-ext:" + code + "\"", "\"code\":\"" + code + "\"")
                .doesNotContain("lamp");
    }

    @Test
    void answersAStaleConditionWithAProblem() throws Exception {
        var id = Tenants.call("acme", () -> items.all().get(0).id());
        var stale = as(ADA, "/items/" + id).header("If-Match", "\"7\"").PUT(BodyPublishers.ofString("x"));
        assertThat(send(stale).statusCode()).isEqualTo(412);
        var malformed = as(ADA, "/items/" + id).header("If-Match", "seven").PUT(BodyPublishers.ofString("x"));
        assertThat(send(malformed).statusCode()).isEqualTo(400);
        var foreign =
                as("bob.umbra", "/items/" + id).header("If-Match", "\"0\"").PUT(BodyPublishers.ofString("x"));
        assertThat(send(foreign).statusCode()).isEqualTo(404);
        assertThat(Tenants.call("acme", items::all)).extracting(ItemView::name).containsExactly("lamp of acme");
    }

    @Test
    void isPartOfTheOperationItNames() throws Exception {
        var operation = UUID.randomUUID().toString();
        assertThat(send(as(ADA, "/operation").header("X-Operation", operation)).body())
                .contains(operation);
        assertThat(send(as(ADA, "/operation").header("X-Operation", "7")).body())
                .doesNotContain("\"7\"", "null");
    }

    @Test
    void showsOperatorsWhatItDoes() throws Exception {
        assertThat(send(to("/actuator/hibernateext")).body())
                .contains("\"hibernate.ext.stamp.enabled\":true", "\"regions\":[]", "\"databases\":[]");
        assertThat(send(to("/actuator/health")).body()).contains("\"tenants\":{", "\"status\":\"UP\"");
    }

    @Test
    void runsAJobForItsTenant() {
        assertThat(items.ofTheMainShop()).extracting(ItemView::name).containsExactly("lamp of umbra");
        assertThatThrownBy(items::all).hasRootCauseInstanceOf(NoTenantException.class);
        Tenants.run("acme", () -> assertThatThrownBy(items::ofTheMainShop).isInstanceOf(TenantSwitchException.class));
    }
}
