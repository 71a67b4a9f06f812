/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Three shops over HTTP: what they list, write, refuse, delete and remember. */
@RunningStorefront
class StorefrontIT {

    /** Of the original data, all shops together. */
    private static final int ARTISTS = 275;

    private static final List<String> SHOPS = List.of("vinyl", "metro", "opera");

    private final Environment environment;
    private final EmbeddedPostgres server;
    private final Client anna;
    private final Client ben;

    @Autowired
    StorefrontIT(Environment environment, EmbeddedPostgres server) {
        this.environment = environment;
        this.server = server;
        this.anna = Client.of(environment, "vinyl", "anna");
        this.ben = Client.of(environment, "vinyl", "ben");
    }

    private Client in(String shop) {
        return Client.of(environment, shop, "anna");
    }

    private Answer newTrack(String name) {
        return anna.post(
                        "tracks",
                        "{\"name\": \"%s\", \"unitPrice\": 0.99, \"milliseconds\": 1000, \"albumId\": 1}"
                                .formatted(name))
                .assertStatus(201);
    }

    @Test
    void tellsItsShops() {
        var shops = anna.send("GET", "/demo/shops", "", "Accept", "application/json");
        assertThat(shops.each("id")).isEqualTo(SHOPS);
        assertThat(shops.each("strategy")).containsExactly("rows", "schema", "database");
    }

    @Test
    void keepsEachShopInItsPlace() throws SQLException {
        var artists = SHOPS.stream()
                .map(shop -> in(shop).get("artists?createdBy=chinook&_end=0").total())
                .toList();

        assertThat(artists.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ARTISTS);
        assertThat(stored("postgres", "public.artist where created_by = 'chinook' and tenant_id = 'vinyl'"))
                .isEqualTo(artists.get(0));
        assertThat(stored("postgres", "public.artist where tenant_id <> 'vinyl'"))
                .isZero();
        assertThat(stored("postgres", "metro.artist where created_by = 'chinook'"))
                .isEqualTo(artists.get(1));
        assertThat(stored("opera", "public.artist where created_by = 'chinook'"))
                .isEqualTo(artists.get(2));
    }

    private int stored(String database, String from) throws SQLException {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from " + from)) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void showsNothingOfOtherShops() {
        var all = new ArrayList<String>();
        SHOPS.forEach(
                shop -> all.addAll(in(shop).get("artists?createdBy=chinook").each("name")));

        assertThat(all).hasSize(ARTISTS).doesNotHaveDuplicates().contains("AC/DC", "Aerosmith", "Alice In Chains");
    }

    @Test
    void readsPagesInOrderWithTheirTotal() {
        var path = "tracks?createdBy=chinook&_sort=album.artist.name,name&_order=desc,asc";
        var all = anna.get(path + "&_start=0&_end=40");
        var second = anna.get(path + "&_start=20&_end=40");

        assertThat(second.each("id")).isEqualTo(all.each("id").subList(20, 40));
        assertThat(all.each("album.artist.name")).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(second.total()).isEqualTo(anna.get(path + "&_end=0").total()).isGreaterThan(1_000);
        assertThat(second.header("Access-Control-Expose-Headers")).contains("X-Total-Count", "ETag");
    }

    @Test
    void filtersInBothDialects() {
        var genre = "tracks?_end=500&createdBy=chinook&";

        assertThat(anna.get(genre + "genre=Jazz").each("genre")).isNotEmpty().containsOnly("Jazz");
        assertThat(anna.get(genre + "genre=Jazz&genre=Latin").each("genre")).contains("Jazz", "Latin");
        assertThat(anna.get(genre + "genre%5B0%5D=Jazz&genre%5B1%5D=Latin").body())
                .isEqualTo(anna.get(genre + "genre=Jazz&genre=Latin").body());
        assertThat(anna.get(genre + "composer").each("composer")).isNotEmpty().containsOnly("");
        assertThat(anna.get(genre + "composer=").body())
                .isEqualTo(anna.get(genre + "composer").body());
        assertThat(anna.get(genre + "genre_ne=Rock").each("genre")).doesNotContain("Rock");
        assertThat(anna.get(genre + "name_like=LOVE").each("name"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).containsIgnoringCase("love"));
        assertThat(anna.get(genre + "unitPrice_gte=1&unitPrice_lte=2").each("unitPrice"))
                .containsOnly("1.99");
    }

    @Test
    void understandsTimesAsBothClientsWriteThem() {
        var iso = anna.get("invoices?createdBy=chinook&soldAt_gte=2012-01-01T00:00:00.000Z");
        var js = anna.get(
                "invoices?createdBy=chinook&soldAt_gte=Sun%20Jan%2001%202012%2001%3A00%3A00%20GMT%2B0100%20(Central%20European%20Time)");

        assertThat(iso.each("soldAt"))
                .isNotEmpty()
                .allSatisfy(time -> assertThat(time).isGreaterThan("2012"));
        assertThat(js.body()).isEqualTo(iso.body());
        assertThat(anna.get("invoices?createdBy=chinook&_end=0").total()).isGreaterThan(iso.total());
    }

    @Test
    void searchesInSeveralFields() {
        var found = in("metro").get("tracks?q=ac%2Fdc&_end=5");

        assertThat(found.each("album.artist.name")).contains("AC/DC");
        assertThat(anna.get("tracks?q=ac%2Fdc").total()).isZero();
    }

    @Test
    void readsAThousandRowsByTheirIds() {
        var ids = anna.get("tracks?_end=1000&createdBy=chinook").each("id");
        var repeated = ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&"));
        var indexed = IntStream.range(0, ids.size())
                .mapToObj(i -> "id%5B" + i + "%5D=" + ids.get(i))
                .collect(Collectors.joining("&"));

        assertThat(ids).hasSize(1_000);
        assertThat(anna.get("tracks?" + repeated).each("id")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(anna.get("tracks?" + indexed).each("id")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void readsOneWithItsTag() {
        var track = anna.get("tracks/1").assertStatus(200);

        assertThat(track.etag()).matches("\"[^\"]+\"");
        assertThat(track.json().at("/album/artist/name").asString()).isNotEmpty();
        anna.get("tracks/999999999").assertProblem(404, "lock.entity-missing");
    }

    @Test
    void createsARowForWhoAsked() {
        var created = newTrack("Something new");

        assertThat(created.header("Location")).endsWith("/shops/vinyl/api/tracks/" + created.id());
        assertThat(created.json().get("createdBy").asString()).isEqualTo("anna");
        assertThat(anna.get("tracks/" + created.id()).body()).contains("Something new");
        assertThat(anna.get("tracks/" + created.id()).etag()).isEqualTo(created.etag());
    }

    @Test
    void needsNoOtherJsonThanThatOfTheApplication() {
        assertThat(ClassUtils.isPresent("com.fasterxml.jackson.core.JsonFactory", null))
                .isFalse();
    }

    @Test
    void changesWhatIsNamedAndReplacesTheWhole() {
        var created = newTrack("Whole");
        var path = "tracks/" + created.id();

        var changed = anna.patch(path, created.etag(), "{\"composer\": \"Clara\", \"unitPrice\": 1.29}")
                .assertStatus(200);
        assertThat(changed.json().get("name").asString()).isEqualTo("Whole");
        assertThat(changed.json().get("version").asInt()).isEqualTo(1);
        var replaced = anna.call(
                        "PUT",
                        path,
                        "{\"name\": \"Other\", \"unitPrice\": 2, \"milliseconds\": 1}",
                        "If-Match",
                        changed.etag())
                .assertStatus(200);
        assertThat(replaced.json().get("composer").isNull()).isTrue();
        assertThat(replaced.json().get("unitPrice").decimalValue()).isEqualByComparingTo("2");
    }

    @Test
    void tellsWhoWasFasterWithAllThreeStates() {
        var seen = newTrack("Contested");
        var path = "tracks/" + seen.id();
        ben.patch(path, seen.etag(), "{\"unitPrice\": 1.49, \"composer\": \"Ben\"}")
                .assertStatus(200);

        var stale = anna.patch(path, seen.etag(), "{\"unitPrice\": 1.29, \"name\": \"Mine\"}")
                .assertProblem(412, "lock.version-conflict");

        var problem = stale.json();
        assertThat(problem.get("changedBy").asString()).isEqualTo("ben");
        assertThat(problem.get("current").asString()).isEqualTo("1");
        assertThat(problem.get("baseKnown").asBoolean()).isTrue();
        assertThat(problem.get("conflicts").toString()).isEqualTo("[\"unitPrice\"]");
        assertThat(problem.get("attributes").toString())
                .contains(
                        "{\"attribute\":\"unitPrice\",\"verdict\":\"CONFLICT\",\"base\":0.99,\"mine\":1.29,\"theirs\":1.49}",
                        "{\"attribute\":\"name\",\"verdict\":\"MINE\",\"base\":\"Contested\",\"mine\":\"Mine\",\"theirs\":\"Contested\"}",
                        "{\"attribute\":\"composer\",\"verdict\":\"THEIRS\",\"base\":null,\"mine\":null,\"theirs\":\"Ben\"}");
        anna.patch(path, problem.get("etag").asString(), "{\"unitPrice\": 1.29}")
                .assertStatus(200);
    }

    @Test
    void deletesAnArtistIntoTheTrashAndBringsAllOfThemBack() {
        var artist = anna.post("artists", "{\"name\": \"Short lived\"}").assertStatus(201);
        var album = anna.post("albums", "{\"title\": \"One\", \"artistId\": %d}".formatted(artist.id()))
                .assertStatus(201);
        var path = "artists/" + artist.id();

        assertThat(anna.delete(path).assertStatus(200).json().get("name").asString())
                .isEqualTo("Short lived");
        anna.get(path).assertStatus(404);
        anna.get("albums/" + album.id()).assertStatus(404);
        assertThat(anna.get("artists/trash").each("name")).first().isEqualTo("Short lived");
        assertThat(anna.get("artists/trash").each("deletedBy")).first().isEqualTo("anna");
        assertThat(in("metro").get("artists/trash").total()).isZero();

        anna.post(path + "/restore", "").assertStatus(200);
        anna.get("albums/" + album.id()).assertStatus(200);
        anna.post(path + "/restore", "").assertProblem(404, "softdelete.not-in-trash");
    }

    @Test
    void pagesTheTrash() {
        var shop = in("opera");
        for (var number = 0; number < 7; number++) {
            var artist = shop.post("artists", "{\"name\": \"Gone %d\"}".formatted(number));
            shop.delete("artists/" + artist.assertStatus(201).id()).assertStatus(200);
        }
        var all = shop.get("artists/trash").each("name");

        assertThat(all).startsWith("Gone 6", "Gone 5", "Gone 4").hasSizeGreaterThanOrEqualTo(7);
        for (var window : List.of(List.of(0, 3), List.of(3, 6), List.of(2, 6), List.of(5, 6), List.of(4, 7))) {
            var page = shop.get("artists/trash?_start=%d&_end=%d".formatted(window.get(0), window.get(1)));
            assertThat(page.each("name")).isEqualTo(all.subList(window.get(0), window.get(1)));
            assertThat(page.total()).isEqualTo(all.size());
        }
        assertThat(shop.get("artists/trash?_start=3&_end=3").each("name")).isEmpty();
        assertThat(shop.get("artists/trash?_start=900&_end=910").each("name")).isEmpty();
        for (var wrong : List.of("_end=1001", "_start=-1", "_start=5&_end=4", "name=Gone", "_sort=name")) {
            shop.get("artists/trash?" + wrong).assertProblem(400, "request.invalid-window");
        }
    }

    @Test
    void remembersWhatHappenedToATrack() {
        var track = newTrack("Remembered");
        ben.patch("tracks/" + track.id(), track.etag(), "{\"unitPrice\": 1.99}").assertStatus(200);
        anna.delete("tracks/" + track.id()).assertStatus(200);

        var history = anna.get("tracks/" + track.id() + "/history").assertStatus(200);
        assertThat(history.each("kind")).containsExactly("SOFT_DELETED", "UPDATED", "CREATED");
        assertThat(history.each("actor")).containsExactly("anna", "ben", "anna");
        assertThat(history.json().at("/1/changes").toString())
                .isEqualTo("[{\"attribute\":\"unitPrice\",\"from\":0.99,\"to\":1.99}]");
        assertThat(history.json().at("/2/changes").toString())
                .contains("{\"attribute\":\"name\",\"from\":null,\"to\":\"Remembered\"}");
        assertThat(history.json().at("/0/changes").isEmpty()).isTrue();
    }

    @Test
    void sellsNoMoreThanAnInvoiceHolds() {
        var track = newTrack("Precious");
        anna.patch("tracks/" + track.id(), track.etag(), "{\"unitPrice\": 999999.99}")
                .assertStatus(200);
        for (var quantity : List.of(Integer.MAX_VALUE, 1_001, 1_000, 0, -1)) {
            var invoice = "{\"customerId\": 1, \"lines\": [{\"trackId\": %d, \"quantity\": %d}]}";
            anna.post("invoices", invoice.formatted(track.id(), quantity)).assertProblem(422, "validation.failed");
        }
    }

    @Test
    void sellsAtThePriceOfTheShop() {
        var track = newTrack("Sold");
        var sold = anna.post(
                        "invoices",
                        "{\"customerId\": 1, \"billingCity\": \"Bern\", \"lines\": [{\"trackId\": %d, \"quantity\": 3}]}"
                                .formatted(track.id()))
                .assertStatus(201);

        assertThat(sold.json().get("total").decimalValue()).isEqualByComparingTo("2.97");
        assertThat(sold.json().at("/lines/0/track").asString()).isEqualTo("Sold");
        var moved = anna.patch("invoices/" + sold.id(), sold.etag(), "{\"billingCity\": \"Basel\"}")
                .assertStatus(200);
        assertThat(moved.json().get("billingCity").asString()).isEqualTo("Basel");
        assertThat(anna.get("customers?_end=1").json().at("/0/email").asString())
                .contains("@");
    }
}
