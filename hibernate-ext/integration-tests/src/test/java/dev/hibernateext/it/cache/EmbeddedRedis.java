/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.testing.SessionFactoryScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import redis.embedded.RedisServer;

/** A Redis server of this process's own, which keeps what it was told to save when it is killed. */
final class EmbeddedRedis implements AutoCloseable {

    private final int port = freePort();
    private final Path directory = newDirectory();
    private RedisServer server = started();

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RedisServer started() {
        try {
            var redis = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + directory)
                    .setting("save \"\"")
                    .build();
            redis.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that has just begun does not let nodes use entries yet. */
    EmbeddedRedis settled() {
        return settledFor(Duration.ofMillis(500));
    }

    /** For nodes with another timeout than the default, three times as long. */
    EmbeddedRedis settledFor(Duration timeout) {
        await().atMost(timeout.multipliedBy(4).plusSeconds(5))
                .until(() -> Duration.ofSeconds(uptime()).compareTo(timeout.multipliedBy(3)) > 0);
        return this;
    }

    private int uptime() {
        var about = send("INFO server");
        return Integer.parseInt(about.replaceAll("(?s).*uptime_in_seconds:(\\d+).*", "$1"));
    }

    /** What Redis calls this run of its process. */
    String runId() {
        return send("INFO server").replaceAll("(?s).*run_id:(\\w+).*", "$1");
    }

    String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** A session factory on the same database, whose regions are here. */
    SessionFactoryScope node(SessionFactoryScope scope, String prefix, Map<String, Object> more) {
        return scope.openAnother(settings -> {
            settings.put(CacheSettings.PROVIDER, "redis");
            settings.put(CacheSettings.REDIS, address());
            settings.put(CacheSettings.REDIS_KEY_PREFIX, prefix);
            settings.putAll(more);
        });
    }

    static String newPrefix() {
        return UUID.randomUUID().toString();
    }

    RedissonClient newClient() {
        var config = new Config();
        config.useSingleServer().setAddress(address()).setConnectionMinimumIdleSize(1);
        return Redisson.create(config);
    }

    static RMap<String, String> texts(RedissonClient client, String prefix, String name) {
        return client.getMap("{%s}:%s".formatted(prefix, name), StringCodec.INSTANCE);
    }

    /** As if nobody had changed, or was changing, what is of a region; or of {@code #results}, what results are read from. */
    static void forgetChanges(RedissonClient client, String prefix, String of) {
        var changes = texts(client, prefix, of + ":changes");
        changes.readAllKeySet().stream()
                .filter(key -> !key.equals("#incarnation"))
                .forEach(key -> changes.fastPut(key, "0"));
        texts(client, prefix, of + ":locks").delete();
    }

    static RMap<byte[], byte[]> values(RedissonClient client, String prefix, String region) {
        return client.getMap("{%s}:%s:values".formatted(prefix, region), ByteArrayCodec.INSTANCE);
    }

    /** What a later start begins with. */
    void save() {
        send("SAVE");
    }

    /** Ends it at once; what was not saved is lost. */
    void kill() {
        send("SHUTDOWN NOSAVE");
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restart() {
        server = started();
    }

    private String send(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
