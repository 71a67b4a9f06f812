/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

    private static final Path PAGE = Path.of("guide/settings.adoc");

    private static final List<Path> CONSTANTS = List.of(
            Path.of("../hibernate-ext/core/src/main/java/dev/hibernateext/core/CoreSettings.java"),
            Path.of("../hibernate-ext/cache/src/main/java/dev/hibernateext/cache/CacheSettings.java"),
            Path.of("../hibernate-ext/history/src/main/java/dev/hibernateext/history/HistorySettings.java"),
            Path.of("../hibernate-ext/tenancy/src/main/java/dev/hibernateext/tenancy/routing/TenancySettings.java"),
            Path.of(
                    "../hibernate-ext/tenancy/src/main/java/dev/hibernateext/tenancy/isolation/IsolationSettings.java"));

    @Test
    void saysWhatTheConstantsSay() throws IOException {
        var page = SettingsPage.of(CONSTANTS);
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("rewrite with: mvn -pl docs -am test -DargLine=-Dsettings.write=true")
                .hasContent(page);
    }

    @Test
    void listsTheSwitchOfEachFeature() {
        assertThat(PAGE)
                .content()
                .contains(Stream.of(Feature.STAMP, Feature.LOCK, Feature.HOOK, Feature.CHANGE, Feature.VALIDATION)
                        .map(Feature::setting)
                        .toArray(String[]::new));
    }
}
