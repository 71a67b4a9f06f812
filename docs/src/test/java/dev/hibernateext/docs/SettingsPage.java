/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import java.util.List;
import java.util.stream.Collectors;

/** The reference of settings. */
final class SettingsPage {

    private static final String HEAD = """
            = Settings

            All settings are given to Hibernate like its own, as properties of the persistence unit or in `application.properties`,
            and are read once, when the session factory is built. A value that cannot be used fails the start. This page is made
            from the Javadoc of the constants that hold the keys.
            """;

    private SettingsPage() {}

    static String of(List<Setting> settings) {
        return HEAD + settings.stream().map(SettingsPage::entry).collect(Collectors.joining());
    }

    private static String entry(Setting setting) {
        return """

                == `%s`

                %s

                Default: %s
                """.formatted(setting.key(), setting.description(), setting.byDefault());
    }
}
