/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who may write to Redis plants an entry whose class does something when it is read. */
@HibernateExtTest(entities = Shelf.class)
class RedisForeignEntryTest {

    private static final AtomicInteger RUNS = new AtomicInteger();

    /** The time, which is none, and the mark of the mapping. */
    private static final int BEFORE_THE_OBJECT = "0:".length() + 32;

    /** Its code runs as it is read. */
    static class Gadget implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            RUNS.incrementAndGet();
        }
    }

    @Test
    void isNotRead(SessionFactoryScope scope) throws IOException {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.cache");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        var prefix = EmbeddedRedis.newPrefix();
        try (var redis = new EmbeddedRedis().settled();
                var node = redis.node(scope, prefix, Map.of())) {
            node.inTransaction(session -> session.persist(new Shelf(1, "wood")));
            plant(redis, prefix);

            String name = node.fromTransaction(session -> session.find(Shelf.class, 1).name);

            assertThat(name).isEqualTo("wood");
            assertThat(RUNS).hasValue(0);
            assertThat(Shop.statistics(node, Shelf.class.getName()).hits()).isZero();
            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(text -> text.startsWith("HEXT000606: An entry of the region") && text.contains("Gadget"));
        } finally {
            logger.detachAppender(logged);
        }
    }

    private static void plant(EmbeddedRedis redis, String prefix) throws IOException {
        var client = redis.newClient();
        try {
            var values = EmbeddedRedis.values(client, prefix, Shelf.class.getName());
            var key = values.readAllKeySet().iterator().next();
            var entry = new ByteArrayOutputStream();
            entry.write(values.get(key), 0, BEFORE_THE_OBJECT);
            entry.write(gadget());
            values.fastPut(key, entry.toByteArray());
        } finally {
            client.shutdown();
        }
    }

    private static byte[] gadget() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        return bytes.toByteArray();
    }

    @Test
    void isReadByPlainDeserialization() throws IOException, ClassNotFoundException {
        var before = RUNS.get();
        try (var in = new ObjectInputStream(new ByteArrayInputStream(gadget()))) {
            in.readObject();
        }

        assertThat(RUNS).hasValue(before + 1);
        RUNS.set(0);
    }
}
