/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A tab of the browser with the page in it, as a person sees and uses it. Whatever is asked waits until the page has it.
 *
 * @param browser whose tab it is
 * @param window the tab
 */
record ShopTab(WebDriver browser, String window) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration GLANCE = Duration.ofMillis(50);

    /** A new tab, and none beside it. */
    static ShopTab only(WebDriver browser, String address) {
        var old = List.copyOf(browser.getWindowHandles());
        var tab = open(browser, address);
        old.forEach(window -> browser.switchTo().window(window).close());
        return tab.front();
    }

    static ShopTab open(WebDriver browser, String address) {
        browser.switchTo().newWindow(WindowType.TAB).get(address);
        var tab = new ShopTab(browser, browser.getWindowHandle());
        tab.heading("Catalogue");
        return tab;
    }

    ShopTab front() {
        browser.switchTo().window(window);
        return this;
    }

    ShopTab signInAs(String user) {
        one("#user").sendKeys(user);
        loaded();
        return this;
    }

    /** Follows a link, to a shop or to one of its views. */
    ShopTab follow(String text) {
        until(() -> link("nav a", text)).click();
        until(() -> link("nav a[aria-current=page]", text));
        loaded();
        return this;
    }

    ShopTab search(String text) {
        var field = one("main input[type=search]");
        field.clear();
        field.sendKeys(text);
        until(() -> address().contains("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        loaded();
        return this;
    }

    ShopTab press(String name) {
        button(name).click();
        return this;
    }

    void heading(String text) {
        until(() -> one("h1").getText().equals(text));
        loaded();
    }

    /** The names of what is listed. */
    List<String> names() {
        loaded();
        return until(() -> script("""
                return [...document.querySelectorAll("main tbody th")].map((name) => name.firstChild.textContent)
                """));
    }

    /** The texts of the cells of one row. */
    List<String> row(String name) {
        return until(() -> script("""
                const row = [...document.querySelectorAll("main tbody tr")]
                    .find((row) => row.cells[0].firstChild.textContent === arguments[0]);
                return [...row.cells].slice(1).map((cell) => cell.innerText)
                """, name));
    }

    String text(String selector) {
        return until(() -> one(selector).getText());
    }

    /** The text of a dialog whose title begins like this. */
    String dialog(String title) {
        until(() -> text("dialog[open] h2").startsWith(title));
        return text("dialog[open]");
    }

    ShopTab type(String text) {
        focused().sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
        return this;
    }

    ShopTab key(Keys key) {
        focused().sendKeys(key);
        return this;
    }

    /** Waits for what the page tells of what was done. */
    void says(String text) {
        until(() -> one("#status").getText().contains(text));
    }

    String address() {
        return Objects.requireNonNull(browser.getCurrentUrl());
    }

    /** By which name what has the focus is announced. */
    String focusedName() {
        return Objects.requireNonNullElse(focused().getAccessibleName(), "");
    }

    WebElement focused() {
        return browser.switchTo().activeElement();
    }

    /** What the browser complains of since it was asked last. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private WebElement link(String selector, String text) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(link -> link.getText().startsWith(text))
                .findFirst()
                .orElseThrow();
    }

    private WebElement button(String name) {
        WebElement button = until(() -> script("""
                return [...document.querySelectorAll("button")]
                    .findLast((button) => (button.ariaLabel ?? button.textContent) === arguments[0])
                """, name));
        assertThat(button.getAccessibleName()).isEqualTo(name);
        return button;
    }

    private void loaded() {
        until(() -> browser.findElements(By.cssSelector("table[aria-busy]")).isEmpty());
    }

    /** One question to the browser, where there would be many. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <T> T script(String code, String... values) {
        return (T) Objects.requireNonNull(((JavascriptExecutor) browser).executeScript(code, (Object[]) values));
    }

    private WebElement one(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    /** Looks until there is something to see, and it is not false. */
    static <T> T until(Callable<T> look) {
        return await().atMost(PATIENCE)
                .pollInterval(GLANCE)
                .ignoreExceptionsMatching(ShopTab::isNotThereYet)
                .until(look, seen -> !Boolean.FALSE.equals(seen));
    }

    private static boolean isNotThereYet(Throwable error) {
        return error instanceof WebDriverException || error instanceof NoSuchElementException;
    }
}
