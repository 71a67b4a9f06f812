/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.audit.IsolationFault;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What is done about each kind of finding. */
record IsolationPolicy(Map<IsolationFault, Reaction> reactions) {

    enum Reaction {
        OFF,
        WARN,
        REJECT
    }

    private static final Map<IsolationFault, String> SETTINGS = Map.of(
            IsolationFault.OTHER_SCHEMA, IsolationSettings.OTHER_SCHEMA,
            IsolationFault.MISSING_TENANT, IsolationSettings.MISSING_TENANT,
            IsolationFault.SHARED_WRITE, IsolationSettings.SHARED_WRITE,
            IsolationFault.DEFINITION, IsolationSettings.DEFINITION,
            IsolationFault.NOT_PARSED, IsolationSettings.NOT_PARSED);

    static IsolationPolicy of(Map<String, Object> settings) {
        var common = reaction(settings, IsolationSettings.POLICY, Reaction.OFF);
        var reactions = new EnumMap<IsolationFault, Reaction>(IsolationFault.class);
        SETTINGS.forEach((fault, setting) -> reactions.put(fault, reaction(settings, setting, common)));
        return new IsolationPolicy(reactions);
    }

    /** Which setting asks for the audit: the general one, or the first of those for one fault. */
    static String settingIn(Map<String, Object> settings) {
        return Stream.concat(
                        Stream.of(IsolationSettings.POLICY),
                        SETTINGS.values().stream().sorted())
                .filter(setting -> reaction(settings, setting, Reaction.OFF) != Reaction.OFF)
                .findFirst()
                .orElse(IsolationSettings.POLICY);
    }

    private static Reaction reaction(Map<String, Object> settings, String setting, Reaction otherwise) {
        var value = settings.get(setting);
        return value == null
                ? otherwise
                : Stream.of(Reaction.values())
                        .filter(reaction ->
                                reaction.name().equals(value.toString().toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> IsolationException.wrongSetting(setting, "off, warn or reject"));
    }

    boolean isOff() {
        return reactions.values().stream().allMatch(Reaction.OFF::equals);
    }

    Reaction of(IsolationFault fault) {
        return reactions.getOrDefault(fault, Reaction.OFF);
    }
}
