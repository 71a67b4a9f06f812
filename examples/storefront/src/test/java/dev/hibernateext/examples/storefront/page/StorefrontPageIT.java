/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.examples.storefront.StorefrontApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a person does on the page, in a real browser and against the real application. */
@ExtendWith(Chromium.class)
@SpringBootTest(classes = StorefrontApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class StorefrontPageIT {

    /** Where the picture goes, if one is wanted. */
    private static final String PICTURE = "storefront.picture";

    private static final List<String> SHOPS = List.of("Vinyl Corner", "Metro Records", "Opera House");

    /** What a browser tells of answers that are expected here. */
    private static final Pattern EXPECTED = Pattern.compile("status of 412|/api/tracks/\\d+ - .*status of 404");

    private final WebDriver browser;
    private final String address;
    private final ShopTab tab;

    StorefrontPageIT(WebDriver browser, @LocalServerPort int port) {
        this.browser = browser;
        this.address = "http://localhost:" + port + "/";
        this.tab = ShopTab.only(browser, address);
    }

    /** Among them code that the Content-Security-Policy refuses, and errors nobody caught. */
    @AfterEach
    void leavesTheBrowserNothingToComplainOf() {
        assertThat(tab.complaints()).allMatch(EXPECTED.asPredicate());
    }

    private String firstTrackOf(String shop) {
        return tab.follow(shop).names().get(0);
    }

    private String priceOf(String track) {
        return tab.row(track).get(3);
    }

    @Test
    void searchesAndPagesTheCatalogue() {
        var first = tab.names();
        tab.press("Next page");
        ShopTab.until(() -> !tab.names().equals(first));
        assertThat(tab.names()).doesNotContainAnyElementsOf(first);
        assertThat(tab.text(".pages")).contains("16–30 of ");
        assertThat(tab.focused().getText()).isEqualTo("Next");
        var sought = tab.names().get(4);
        assertThat(tab.search(sought).names()).contains(sought).isNotEqualTo(first);
        browser.navigate().refresh();
        assertThat(tab.names()).contains(sought);
        assertThat(tab.search("no such track").text(".empty")).isEqualTo("No track matches.");
    }

    @Test
    void sortsByAColumn() {
        tab.press("Length");
        await().untilAsserted(
                        () -> assertThat(tab.text("th[aria-sort=ascending]")).startsWith("Length"));
        var shortest = tab.names();
        tab.press("Length");
        await().untilAsserted(
                        () -> assertThat(tab.text("th[aria-sort=descending]")).startsWith("Length"));
        assertThat(tab.names()).doesNotContainAnyElementsOf(shortest);
    }

    @Test
    void showsWhoWasFasterAndKeepsTheirs() {
        var track = firstTrackOf("Vinyl Corner");
        var price = priceOf(track);
        conflict(track, "3.10", "3.20");
        assertThat(tab.dialog("Somebody was faster"))
                .contains("ben saved it at", "Both changed it", price, "$3.10", "$3.20", "Theirs (ben)");
        assertThat(tab.focused().getText()).isEqualTo("Keep theirs");
        tab.press("Keep theirs").says("stays as it is");
        assertThat(tab.row(track)).contains("$3.10");
        assertThat(tab.focusedName()).isEqualTo("Edit price of " + track);
    }

    @Test
    void showsWhoWasFasterAndSavesMine() {
        var track = firstTrackOf("Metro Records");
        var price = priceOf(track);
        conflict(track, "4.10", "4.20");
        assertThat(tab.dialog("Somebody was faster")).contains("$4.10", "$4.20");
        tab.press("Save mine").says("costs $4.20 now");
        assertThat(tab.row(track)).contains("$4.20");
        tab.press("History of " + track);
        assertThat(tab.dialog("History of " + track))
                .containsSubsequence(
                        "Changed by anna", "$4.10 to $4.20", "Changed by ben", price + " to $4.10", "Created");
    }

    /** Anna begins before Ben, and ends behind him. */
    private void conflict(String track, String theirs, String mine) {
        tab.press("Edit price of " + track).dialog("Price of " + track);
        var other = ShopTab.open(browser, tab.address()).signInAs("ben").press("Edit price of " + track);
        other.dialog("Price of " + track);
        other.type(theirs).press("Save").says("costs $" + theirs + " now");
        tab.front().type(mine).press("Save");
    }

    @Test
    void deletesAnArtistAndRestoresItFromTheTrash() {
        var artist = tab.row(firstTrackOf("Opera House")).get(0);
        var artists = tab.follow("Artists").names();
        var next = artists.get(artists.indexOf(artist) + 1);
        tab.press("Delete " + artist).says(artist + " and what they recorded are in the trash");
        assertThat(tab.names()).doesNotContain(artist);
        assertThat(tab.focusedName()).isEqualTo("Delete " + next);
        var tracks = tab.follow("Catalogue").search(artist).names();
        assertThat(tab.follow("Trash").row(artist).get(0)).endsWith("by anna");
        tab.press("Restore " + artist).says(artist + " and what they recorded are back");
        assertThat(tab.text(".empty")).isEqualTo("The trash is empty.");
        assertThat(tab.follow("Artists").names()).contains(artist);
        assertThat(tab.follow("Catalogue").search(artist).names()).hasSizeGreaterThan(tracks.size());
    }

    @Test
    void saysThatSomebodyDeletedWhatIsEdited() {
        var track = firstTrackOf("Metro Records");
        var artist = tab.row(track).get(0);
        tab.press("Edit price of " + track).dialog("Price of " + track);
        var other = ShopTab.open(browser, tab.address()).signInAs("ben").follow("Artists");
        other.press("Delete " + artist).says("in the trash");
        tab.front().type("5.10").press("Save");
        assertThat(tab.dialog("Somebody deleted it")).contains("in the trash", "not saved");
        assertThat(tab.focused().getText()).isEqualTo("Close");
        tab.press("Close").says(track + " is no more");
        assertThat(tab.names()).doesNotContain(track);
        tab.follow("Trash").press("Restore " + artist).says("are back");
        assertThat(tab.follow("Catalogue").row(track)).doesNotContain("$5.10");
    }

    @Test
    void pagesTheTrash() {
        var artists = """
                const { Shop } = await import("/api.js");
                const shop = new Shop("metro", "ben");
                const { rows } = await shop.page("artists%s", { start: %d, size: 20 });
                """;
        script(artists.formatted("", 0) + "for (const { id } of rows) { await shop.remove(`artists/${id}`); }");
        assertThat(tab.follow("Metro Records").follow("Trash").names()).hasSize(15);
        assertThat(tab.text(".pages")).contains("1–15 of 20");
        tab.press("Next page");
        ShopTab.until(() -> tab.text(".pages").contains("16–20 of 20"));
        assertThat(tab.names()).hasSize(5);
        script(artists.formatted("/trash", 15)
                + "for (const { id } of rows) { await shop.act(`artists/${id}/restore`); }");
        browser.navigate().refresh();
        assertThat(tab.names()).hasSize(15);
        assertThat(tab.text(".pages")).contains("1–15 of 15");
        script(artists.formatted("/trash", 0)
                + "for (const { id } of rows) { await shop.act(`artists/${id}/restore`); }");
        browser.navigate().refresh();
        assertThat(tab.names()).isEmpty();
    }

    @Test
    void showsNothingOfOtherShops() {
        var seen = new ArrayList<String>();
        for (var shop : SHOPS) {
            var artists = tab.follow(shop).follow("Artists").names();
            assertThat(seen).doesNotContainAnyElementsOf(artists);
            seen.addAll(artists);
        }
        var vinyl = seen.get(0);
        assertThat(tab.follow("Vinyl Corner").search(vinyl).names()).contains(vinyl);
        for (var shop : SHOPS.subList(1, SHOPS.size())) {
            assertThat(tab.follow(shop).search(vinyl).names()).isEmpty();
            assertThat(tab.follow("Trash").names()).isEmpty();
            tab.follow("Artists");
        }
    }

    @Test
    void isUsedByKeyboardAlone() {
        var track = firstTrackOf("Opera House");
        var price = priceOf(track);
        reach("Edit price of " + track).key(Keys.ENTER).dialog("Price of " + track);
        tab.type("2.35").key(Keys.ENTER).says(track + " costs $2.35 now");
        assertThat(tab.focusedName()).isEqualTo("Edit price of " + track);
        reach("History of " + track);
        assertThat(tab.focused().getCssValue("outline-style")).isEqualTo("solid");
        tab.key(Keys.ENTER);
        assertThat(tab.dialog("History of " + track)).contains(price + " to $2.35");
        tab.key(Keys.ESCAPE);
        await().untilAsserted(() -> assertThat(tab.focusedName()).isEqualTo("History of " + track));
    }

    /** By the tabulator key, as far as to what has this name. */
    private ShopTab reach(String name) {
        for (var keys = 0; keys < 40 && !tab.focusedName().equals(name); keys++) {
            tab.key(Keys.TAB);
        }
        assertThat(tab.focusedName()).isEqualTo(name);
        return tab;
    }

    @Test
    @EnabledIfSystemProperty(named = PICTURE, matches = ".+")
    void makesThePictureOfTheGuide() throws IOException {
        conflict(tab.follow("Vinyl Corner").names().get(3), "1.09", "1.29");
        tab.dialog("Somebody was faster");
        var picture = ((TakesScreenshot) browser).getScreenshotAs(OutputType.BYTES);
        Files.write(Path.of(System.getProperty(PICTURE)), picture);
    }

    @Test
    void showsHostileNamesAsTheyAre() {
        var name = "<img src=x onerror=document.title=7>";
        script("""
                const { Shop } = await import("/api.js");
                const shop = new Shop("metro", "ben");
                const [{ id }] = (await shop.page("artists", { start: 0, size: 1 })).rows;
                const { etag } = await shop.row(`artists/${id}`);
                await shop.change(`artists/${id}`, etag, { name: "%s" });
                """.formatted(name));
        assertThat(tab.follow("Metro Records").follow("Artists").search("<img").names())
                .containsExactly(name);
        assertThat(browser.getTitle()).isEqualTo("Artists · Metro Records");
    }

    private void script(String code) {
        var failure = ((JavascriptExecutor) browser).executeAsyncScript("""
                        const done = arguments[0];
                        (async () => { %s })().then(() => done(null), (error) => done(String(error)));
                        """.formatted(code));
        assertThat(failure).isNull();
    }

    @Test
    void runsNoCodeThatWasPutIntoIt() {
        ((JavascriptExecutor) browser).executeScript("""
                        const code = document.createElement("script");
                        code.textContent = "document.title = 'taken over'";
                        document.body.append(code);
                        """);
        assertThat(browser.getTitle()).isEqualTo("Catalogue · Vinyl Corner");
        assertThat(tab.complaints()).anyMatch(complaint -> complaint.contains("Content Security Policy"));
    }
}
