/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.examples.storefront.shop.Shop;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Requests of somebody who wants more than is theirs. Each is refused by a typed problem, changes nothing and learns nothing. */
@RunningStorefront
class StorefrontAttackIT {

    /** Another shop in the very tables of the first one. */
    private static final Tenant RIVAL = Tenant.active("rival", Shop.ALL.get(0).placement());

    private static final String SECRET = "Nobody's business";

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final EmbeddedPostgres server;
    private final JwtEncoder tokens;
    private final Client anna;
    private final Client rival;

    private Answer own;
    private Answer foreign;
    private List<String> before;

    @Autowired
    StorefrontAttackIT(
            Environment environment, EmbeddedPostgres server, JwtEncoder tokens, InMemoryTenantCatalog catalog) {
        this.server = server;
        this.tokens = tokens;
        this.anna = Client.of(environment, "vinyl", "anna");
        if (catalog.find(RIVAL.key()) == null) {
            catalog.add(RIVAL);
        }
        this.rival = new Client(anna.origin(), "rival", token("rudolf", "rival"));
    }

    private String token(String user, String tenant) {
        return token(
                JwtClaimsSet.builder().subject(user).claim("tenant", tenant).expiresAt(END));
    }

    private String token(JwtClaimsSet.Builder claims) {
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return tokens.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    @BeforeEach
    void write() throws SQLException {
        own = artist(anna, "Own");
        foreign = artist(rival, SECRET);
        before = stored();
    }

    private static Answer artist(Client client, String name) {
        return client.post("artists", "{\"name\": \"%s\"}".formatted(name)).assertStatus(201);
    }

    /** Whatever was tried. */
    @AfterEach
    void nothingHasChanged() throws SQLException {
        assertThat(stored()).isEqualTo(before);
    }

    /** All artists and how often anything was recorded, past the application. */
    private List<String> stored() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select a::text from public.artist a"
                        + " union all select count(*)::text from public.revinfo order by 1")) {
            var stored = new ArrayList<String>();
            while (rows.next()) {
                stored.add(rows.getString(1));
            }
            return stored;
        }
    }

    private static void assertSilent(Answer answer) {
        assertThat(answer.body())
                .doesNotContain(SECRET, "rudolf", "select ", "java.", "SQL", "org.hibernate", "\tat ", "postgres");
    }

    private void assertRefused(Answer answer, int status, String code) {
        assertSilent(answer.assertProblem(status, code));
    }

    @Test
    void refusesWhoHasNoToken() {
        for (var headers : List.of(
                new String[] {"Accept", "*/*"},
                new String[] {"Authorization", "Bearer " + anna.token() + "x"},
                new String[] {"Authorization", "Bearer " + unsigned()},
                new String[] {"Authorization", "Basic YW5uYTphbm5h"})) {
            for (var path : List.of("/shops/vinyl/api/artists", "/shops/vinyl/api/artists/1", "/actuator/env")) {
                var answer = anna.send("GET", path, "", headers);
                assertThat(answer.status()).as("%s %s", path, headers[1]).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    /** With the claims of a token that is good, and no signature. */
    private String unsigned() {
        return "eyJhbGciOiJub25lIn0." + anna.token().split("\\.", 3)[1] + ".";
    }

    @Test
    void refusesATokenThatIsTooOld() {
        var old = token(JwtClaimsSet.builder()
                .subject("anna")
                .claim("tenant", "vinyl")
                .expiresAt(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(new Client(anna.origin(), "vinyl", old).get("artists").status())
                .isEqualTo(401);
    }

    @Test
    void refusesAnotherShopThanThatOfTheToken() {
        for (var shop : List.of("rival", "metro", "opera", "RIVAL")) {
            var other = anna.in(shop);
            assertRefused(other.get("artists"), 403, "web.tenant-disagreement");
            assertRefused(other.post("artists", "{\"name\": \"x\"}"), 403, "web.tenant-disagreement");
            assertRefused(other.delete("artists/" + foreign.id()), 403, "web.tenant-disagreement");
        }
    }

    /** Nobody said that headers name a tenant. */
    @Test
    void believesNoHeader() {
        for (var name : List.of("X-Tenant", "X-Tenant-ID", "X-Shop", "Tenant", "X-Forwarded-Prefix")) {
            var answer =
                    anna.call("GET", "artists?_end=1000", "", name, "rival").assertStatus(200);
            assertSilent(answer);
            assertThat(answer.each("name")).contains("Own");
        }
    }

    @Test
    void refusesATokenWithoutAShop() {
        var without = new Client(
                anna.origin(),
                "vinyl",
                token(JwtClaimsSet.builder().subject("anna").expiresAt(END)));
        assertRefused(without.get("artists"), 403, "web.tenant-unproven");
        var listed = new Client(
                anna.origin(),
                "vinyl",
                token(JwtClaimsSet.builder()
                        .subject("anna")
                        .claim("tenant", List.of("vinyl", "rival"))
                        .expiresAt(END)));
        assertRefused(listed.get("artists"), 403, "web.tenant-unproven");
    }

    @Test
    void refusesAShopNobodyKnows() {
        var nobody = new Client(anna.origin(), "nobody", token("anna", "nobody"));
        assertRefused(nobody.get("artists"), 404, "tenancy.unknown-tenant");
        assertRefused(anna.in("a'%20or%201=1").get("artists"), 400, "tenancy.invalid-id");
        assertRefused(anna.in(":shared").get("artists"), 400, "tenancy.invalid-id");
        assertSilent(anna.in("vinyl;a=b%2Frival").get("artists").assertStatus(400));
    }

    @Test
    void leavesWhatNamesNoShopToNobody() {
        for (var path : List.of("/shops", "/api/artists", "/shops/", "/demo/../shops")) {
            var answer = anna.send("GET", path, "", "Authorization", "Bearer " + anna.token());
            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertSilent(answer);
        }
    }

    @Test
    void knowsNoRowOfAnotherShop() {
        var path = "artists/" + foreign.id();
        var nowhere = "artists/" + Long.MAX_VALUE;
        for (var target : List.of(path, nowhere)) {
            assertRefused(anna.get(target), 404, "lock.entity-missing");
            assertRefused(anna.delete(target), 404, "lock.entity-missing");
            assertRefused(anna.patch(target, "*", "{\"name\": \"x\"}"), 404, "lock.entity-missing");
            assertRefused(anna.patch(target, foreign.etag(), "{\"name\": \"x\"}"), 404, "lock.entity-missing");
            assertRefused(anna.post(target + "/restore", ""), 404, "softdelete.not-in-trash");
        }
        var list = anna.get("artists?id=%d&id=%d".formatted(own.id(), foreign.id()));
        assertThat(list.each("name")).containsExactly("Own");
        assertThat(list.total()).isEqualTo(1);
        assertThat(anna.get("artists?q=Nobody").total()).isZero();
        assertThat(anna.get("artists/trash").body()).doesNotContain(SECRET);
    }

    @Test
    void tellsAbsentFromForeignInNothing() {
        var foreignAnswer = anna.get("artists/" + foreign.id());
        var absentAnswer = anna.get("artists/" + Long.MAX_VALUE);

        assertThat(foreignAnswer.body().replace(Long.toString(foreign.id()), "?"))
                .isEqualTo(absentAnswer.body().replace(Long.toString(Long.MAX_VALUE), "?"));
    }

    @Test
    void refersToNoRowOfAnotherShop() {
        assertRefused(
                anna.post("albums", "{\"title\": \"x\", \"artistId\": %d}".formatted(foreign.id())),
                422,
                "request.no-such-row");
        assertRefused(
                anna.post("albums", "{\"title\": \"x\", \"artist\": {\"id\": %d}}".formatted(foreign.id())),
                422,
                "patch.invalid");
        assertRefused(
                anna.post("albums", "{\"title\": \"x\", \"artistId\": \"%d\"}".formatted(own.id())),
                422,
                "request.no-such-row");
    }

    @Test
    void asksForTheVersionThatWasSeen() {
        var path = "artists/" + own.id();
        var body = "{\"name\": \"x\"}";

        assertRefused(anna.call("PATCH", path, body), 428, "request.condition-missing");
        assertRefused(anna.call("PUT", path, body), 428, "request.condition-missing");
        assertRefused(anna.patch(path, "\"AAAAAAAAAAAA.MA\"", body), 412, "lock.version-conflict");
        assertRefused(anna.patch(path, "W/" + own.etag(), body), 412, "lock.version-conflict");
        assertRefused(anna.patch(path, foreign.etag(), body), 412, "lock.version-conflict");
        assertRefused(anna.call("DELETE", path, "", "If-Match", "\"0\""), 412, "lock.version-conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven", "\"", "\"a", "a\"", "W/", "*, \"a\"", "\"a\" \"b\"", "\"a\",,x", "0"})
    void refusesWhatIsNoTag(String condition) {
        var path = "artists/" + own.id();

        assertRefused(anna.patch(path, condition, "{\"name\": \"x\"}"), 400, "lock.malformed-etag");
        assertRefused(anna.call("DELETE", path, "", "If-Match", condition), 400, "lock.malformed-etag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 1}",
                "{\"version\": 7}",
                "{\"tenantId\": \"rival\"}",
                "{\"tenant_id\": \"rival\"}",
                "{\"createdBy\": \"rudolf\"}",
                "{\"createdAt\": \"2020-01-01T00:00:00Z\"}",
                "{\"updatedBy\": null}",
                "{\"updatedAt\": \"2020-01-01T00:00:00Z\"}",
                "{\"deletedAt\": null}",
                "{\"deletedBy\": \"x\"}",
                "{\"deletionId\": null}",
                "{\"albums\": []}",
                "{\"class\": \"x\"}",
                "{\"__proto__\": {}}",
                "{\"\": 1}",
                "{\"name.length\": 1}"
            })
    void takesNothingFromABodyThatIsNotAllowed(String member) {
        var body = "{\"name\": \"Changed\", " + member.substring(1);

        assertRefused(anna.post("artists", body), 422, "patch.invalid");
        assertRefused(anna.patch("artists/" + own.id(), own.etag(), body), 422, "patch.invalid");
        assertRefused(anna.call("PUT", "artists/" + own.id(), body, "If-Match", own.etag()), 422, "patch.invalid");
    }

    @Test
    void refusesBodiesThatAreNone() {
        for (var body : List.of("", "[]", "7", "\"x\"", "{", "{\"name\": \"a\", \"name\": \"b\"}", "{'name': 'x'}")) {
            for (var answer :
                    List.of(anna.post("artists", body), anna.patch("artists/" + own.id(), own.etag(), body))) {
                assertSilent(answer.assertStatus(400));
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            }
        }
        var deep = "{\"name\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertSilent(anna.post("artists", deep).assertStatus(400));
    }

    @Test
    void refusesValuesThatDoNotFit() {
        for (var value : List.of(
                "null", "\"\"", "\"  \"", "\"" + "x".repeat(201) + "\"", "{}", "[1]", "\"a\\u0000\"", "\"\\ud800\"")) {
            var body = "{\"name\": " + value + "}";
            assertRefused(anna.patch("artists/" + own.id(), own.etag(), body), 422, "patch.invalid");
        }
        var price = "{\"unitPrice\": -1}";
        var track = anna.get("tracks/1");
        assertRefused(anna.patch("tracks/1", track.etag(), price), 422, "patch.invalid");
        assertRefused(anna.patch("tracks/1", track.etag(), "{\"unitPrice\": 1e999999}"), 422, "patch.invalid");
    }

    @Test
    void filtersByNothingThatIsNotAllowed() {
        for (var name : List.of(
                "tenantId",
                "tenant_id",
                "deletedAt",
                "deletionId",
                "albums.title",
                "class",
                "artist.tenantId",
                "name%27",
                "1%3D1",
                "_where",
                "%5Bname%5D",
                "name%00")) {
            assertRefused(anna.get("artists?" + name + "=rival"), 400, "filter.unknown-field");
            assertRefused(anna.get("artists?_sort=" + name), 400, "filter.unknown-field");
        }
        assertRefused(anna.get("artists?_sort=name&_order=sideways"), 400, "filter.malformed");
    }

    @Test
    void bindsWhatLooksLikeSql() {
        for (var value : List.of("'%20or%20'1'='1", "x';drop%20table%20artist--", "%25", "_", "%5C", "%00")) {
            for (var operator : List.of("", "_like", "_ne")) {
                var answer = anna.get("artists?createdBy=rudolf&name" + operator + "=" + value);
                assertSilent(answer);
                assertThat(answer.status()).isIn(200, 400);
                if (answer.status() == 200) {
                    assertThat(answer.each("name")).isEmpty();
                }
            }
        }
    }

    @Test
    void refusesFiltersThatAreTooLarge() {
        assertRefused(anna.get("artists?name=" + "x".repeat(1_025)), 400, "filter.limit-exceeded");
        assertRefused(anna.get("artists?" + "name_ne=a&".repeat(65)), 400, "filter.limit-exceeded");
        assertRefused(anna.get("artists?" + "id=1&".repeat(1_001)), 400, "filter.limit-exceeded");
        assertRefused(anna.get("artists?_sort=" + "name,".repeat(65)), 400, "filter.limit-exceeded");
        assertSilent(anna.get("artists?name=" + "x".repeat(70_000)).assertStatus(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_end=1001",
                "_start=5&_end=4",
                "_start=-1",
                "_end=-1",
                "_start=x",
                "_end=9999999999",
                "_start=2147483647",
                "_start=4294967295",
                "_start=3000000000",
                "_start=%2B5"
            })
    void refusesWindowsThatAreNone(String window) {
        assertRefused(anna.get("artists?" + window), 400, "request.invalid-window");
    }

    @Test
    void givesTokensForNothingElse() {
        for (var body : List.of(
                "{\"shop\": \"rival\", \"user\": \"anna\"}",
                "{\"shop\": \"vinyl\", \"user\": \"rudolf\"}",
                "{\"shop\": \"vinyl\"}",
                "{}")) {
            var answer = anna.send("POST", "/demo/token", body, "Content-Type", "application/json");
            assertRefused(answer, 400, "request.unknown-demo");
        }
    }

    /** The blade: without the tenant in the statement, the row is there to be found by its id. */
    @Test
    void findsTheForeignRowPastTheApplication() throws SQLException {
        assertThat(stored()).anySatisfy(row -> assertThat(row).contains(SECRET, "rival"));
        assertThat(rival.get("artists/" + foreign.id()).body()).contains(SECRET);
    }

    /** The blade of the comparison after each test: what is allowed does not escape it. */
    @Test
    void seesWhatIsChanged() throws SQLException {
        anna.patch("artists/" + own.id(), own.etag(), "{\"name\": \"Allowed\"}").assertStatus(200);

        assertThat(stored()).isNotEqualTo(before);
        before = stored();
    }
}
