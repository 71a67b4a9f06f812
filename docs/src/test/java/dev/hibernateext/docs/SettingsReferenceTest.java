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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

    private static final Path PAGE = Path.of("guide/settings.adoc");

    private static final Path METADATA = Path.of(
            "../hibernate-ext/spring-boot/src/main/resources/META-INF/additional-spring-configuration-metadata.json");

    private static void assertContent(Path file, String content) throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(file, content);
        }

        assertThat(file)
                .as("rewrite with: mvn -pl docs -am test -DargLine=-Dsettings.write=true")
                .hasContent(content);
    }

    @Test
    void saysWhatTheConstantsSay() throws IOException {
        assertContent(PAGE, SettingsPage.of(Setting.all()));
    }

    @Test
    void tellsEditorsOfPropertiesTheSame() throws IOException {
        assertContent(METADATA, SettingsMetadata.of(Setting.all()));
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
