/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.revision.FromContext.Part;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.generator.GeneratorCreationContext;
import org.jspecify.annotations.Nullable;

/** Takes a value from the context the session works in. A listener of Envers would not know the session. */
final class ContextGenerator implements BeforeExecutionGenerator {

    static final int LONGEST_REASON = 4_000;
    private static final int LONGEST_VALUE = 255;
    private static final long serialVersionUID = 1L;

    private final Part part;
    private final List<String> kept;

    ContextGenerator(FromContext annotation, Member member, GeneratorCreationContext creation) {
        this.part = annotation.value();
        var settings = creation.getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        this.kept = names(settings.get(HistorySettings.ATTRIBUTES));
    }

    private static List<String> names(@Nullable Object setting) {
        return setting == null
                ? List.of()
                : Arrays.stream(setting.toString().split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return EventTypeSets.INSERT_ONLY;
    }

    @Override
    public @Nullable Object generate(
            SharedSessionContractImplementor session, Object owner, @Nullable Object current, EventType event) {
        return switch (part) {
            case TIME -> HibernateExt.of(session.getFactory()).clock().millis();
            case TENANT -> session.getTenantIdentifier();
            default -> value(Contexts.of(session.getFactory()));
        };
    }

    private @Nullable String value(Context context) {
        return switch (part) {
            case ACTOR -> actor(context);
            case OPERATION -> operation(context);
            case REASON -> text(context.attributes().get(History.REASON), LONGEST_REASON);
            default -> attributes(context);
        };
    }

    private static @Nullable String actor(Context context) {
        var actor = context.actor();
        return actor == null ? null : actor.id();
    }

    private static @Nullable String operation(Context context) {
        var operation = context.operation();
        return operation == null ? null : operation.toString();
    }

    private @Nullable String attributes(Context context) {
        var texts = new LinkedHashMap<String, String>();
        for (var name : kept) {
            var text = text(context.attributes().get(name), LONGEST_VALUE);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return AttributeText.write(texts);
    }

    private static @Nullable String text(@Nullable Object value, int longest) {
        if (value == null) {
            return null;
        }
        var text = value.toString();
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
