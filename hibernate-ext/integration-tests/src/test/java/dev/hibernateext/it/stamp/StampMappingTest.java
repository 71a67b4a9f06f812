/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.stamp.StampMappingException;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StampMappingTest {

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesToStartWithAStampThatCannotWork(Class<?> entity, String attribute, String remedy) {
        var failure = catchThrowable(() -> start(entity));

        assertThat(HibernateExtException.findIn(failure, StampMappingException.class))
                .satisfies(e -> assertThat(e.attribute()).endsWith(attribute))
                .hasMessageContaining(attribute)
                .hasMessageContaining(remedy);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(TextTime.class, "TextTime.at", "Make it an Instant"),
                Arguments.of(NumberActor.class, "NumberActor.by", "Make it a String"),
                Arguments.of(InCollection.class, "InCollection.parts.at", "embeddable of a collection"),
                Arguments.of(Nested.class, "Nested.outer.inner.at", "inside another one"),
                Arguments.of(InRecord.class, "InRecord.values", "a record"),
                Arguments.of(BesideOthers.class, "BesideOthers.part", "another generator"),
                Arguments.of(InId.class, "InId.id.at", "an identifier"),
                Arguments.of(AsId.class, "AsId.by", "an identifier"),
                Arguments.of(InIdClass.class, "InIdClass.by", "an identifier"),
                Arguments.of(AsVersion.class, "AsVersion.at", "@VersionTimestamp"));
    }

    private static void start(Class<?> entity) {
        new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:stamp-mapping")
                .addAnnotatedClass(entity)
                .buildSessionFactory()
                .close();
    }

    @Entity
    static class TextTime {

        @Id
        int id;

        @CreatedAt
        @Nullable
        String at;
    }

    @Entity
    static class NumberActor {

        @Id
        int id;

        @CreatedBy
        @Nullable
        Long by;
    }

    @Embeddable
    static class Part {

        @CreatedAt
        @Nullable
        Instant at;

        @Nullable
        String name;
    }

    @Entity
    static class InCollection {

        @Id
        int id;

        @ElementCollection
        List<Part> parts = new ArrayList<>();
    }

    @Embeddable
    static class Outer {

        @Nullable
        Part inner;
    }

    @Entity
    static class Nested {

        @Id
        int id;

        @Nullable
        Outer outer;
    }

    @Embeddable
    record Values(@CreatedAt Instant at, String name) {}

    @Entity
    static class InRecord {

        @Id
        int id;

        @Nullable
        Values values;
    }

    @Embeddable
    static class Generated {

        @CreatedAt
        @Nullable
        Instant at;

        @CreationTimestamp
        @Nullable
        Instant theirs;
    }

    @Entity
    static class BesideOthers {

        @Id
        int id;

        @Nullable
        Generated part;
    }

    @Embeddable
    static class Key {

        int number;

        @CreatedAt
        @Nullable
        Instant at;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && that.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity
    static class InId {

        @EmbeddedId
        @Nullable
        Key id;
    }

    @Entity
    static class AsId {

        @Id
        @CreatedBy
        @Nullable
        String by;
    }

    record Parts(int id, String by) {}

    @Entity
    @IdClass(Parts.class)
    static class InIdClass {

        @Id
        int id;

        @Id
        @CreatedBy
        @Nullable
        String by;
    }

    @Entity
    static class AsVersion {

        @Id
        int id;

        @Version
        @UpdatedAt
        @Nullable
        Instant at;
    }
}
