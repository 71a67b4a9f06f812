/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.page;

import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser without a window for the tests of a class. To be registered before what takes long, such as an application. */
final class Chromium implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(Chromium.class);

    /** The machine is left alone: nothing is asked of the network but what a test asks. */
    private static final String[] FLAGS = {
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--lang=en",
        "--force-prefers-reduced-motion",
        "--hide-scrollbars",
        "--window-size=1200,1000"
    };

    @Override
    public void beforeAll(ExtensionContext test) {
        test.getStore(NAMESPACE).put(Session.class, Session.start());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == WebDriver.class;
    }

    @Override
    public WebDriver resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var session = test.getStore(NAMESPACE).get(Session.class, Session.class);
        return Objects.requireNonNull(session).browser();
    }

    /**
     * Ends with the class.
     *
     * @param browser with a profile of its own, which goes with it
     */
    private record Session(WebDriver browser) implements AutoCloseable {

        static Session start() {
            var driver = ChromiumPackage.program("chromedriver");
            var service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(driver.toFile())
                    .build();
            return new Session(new ChromeDriver(service, options(ChromiumPackage.program("chromium"))));
        }

        private static ChromeOptions options(Path program) {
            var logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            var options = new ChromeOptions().addArguments(FLAGS);
            options.setBinary(program.toFile());
            options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
            return options;
        }

        @Override
        public void close() {
            browser.quit();
        }
    }
}
