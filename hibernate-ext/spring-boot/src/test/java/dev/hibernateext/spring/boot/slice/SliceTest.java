/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Bean;

/** Tests of entities alone have what is configured for entities: here, the clock of stamps. */
@DataJpaTest(properties = {"spring.jpa.hibernate.ddl-auto=create-drop", "logging.level.root=error"})
class SliceTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final EntityManager entities;

    @Autowired
    SliceTest(EntityManager entities) {
        this.entities = entities;
    }

    @Test
    void takesTheClockOfTheApplication() {
        var note = new Note();
        entities.persist(note);
        entities.flush();
        assertThat(note.getCreatedAt()).isEqualTo(NOON);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }

    @Entity(name = "Note")
    static class Note extends AuditedEntity {

        @Id
        int id = 1;
    }
}
