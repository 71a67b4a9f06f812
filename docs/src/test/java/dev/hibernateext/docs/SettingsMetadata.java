/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings as editors of Spring Boot's properties know them, beside those that the auto-configuration reads itself. */
final class SettingsMetadata {

    private static final String PREFIX = "spring.jpa.properties.";

    private static final List<Setting> SWITCHES = List.of(
            new Setting(
                    "hibernate-ext.history.tenant-revision",
                    "Whether TenantRevision is mapped where rows of tenants have a history and the application has no entity of revisions.",
                    "true"),
            new Setting(
                    "hibernate-ext.task.carry-context",
                    "Whether tasks of the executors Spring Boot makes run in the context of who submits them.",
                    "true"),
            new Setting(
                    "hibernate-ext.web.context.enabled",
                    "Whether requests run in a context that says who acts and for which tenant.",
                    "true"),
            new Setting(
                    "hibernate-ext.web.problems.enabled",
                    "Whether errors of the library are answered with problems of RFC 9457.",
                    "true"));

    /** Objects, which cannot be written as text: the auto-configuration takes them from beans. */
    private static final Set<String> BEANS = Set.of(
            "hibernate.ext.tenancy.catalog",
            "hibernate.ext.tenancy.databases",
            "hibernate.ext.tenancy.connection_state",
            "hibernate.ext.tenancy.audit",
            "hibernate.ext.tenancy.isolation.alert");

    private SettingsMetadata() {}

    /** Keys that end with the name of a region are left out. */
    static String of(List<Setting> settings) {
        var texts = settings.stream()
                .filter(setting -> !setting.key().endsWith(".") && !BEANS.contains(setting.key()))
                .map(setting -> new Setting(PREFIX + setting.key(), setting.description(), setting.byDefault()));
        return Stream.concat(SWITCHES.stream(), texts)
                .map(SettingsMetadata::entry)
                .collect(Collectors.joining(",\n", "{\n  \"properties\": [\n", "\n  ]\n}\n"));
    }

    private static String entry(Setting setting) {
        var byDefault = setting.byDefault().replace("`", "");
        var isSwitch = byDefault.equals("true") || byDefault.equals("false");
        return """
                    {
                      "name": %s,
                      "type": "java.lang.%s",
                      "description": %s%s
                    }""".formatted(
                        quoted(setting.key()),
                        isSwitch ? "Boolean" : "String",
                        quoted(setting.description().replace("`", "").replace("\n\n", " ")),
                        isSwitch ? ",\n  \"defaultValue\": " + byDefault : "")
                .indent(4)
                .stripTrailing();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
    }
}
