/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.it.matrix.softdelete.WriteWay.Effect;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Writes of single rows through instances. */
final class InstanceWrites {

    static final List<WriteWay> ALL = List.of(
            found("`remove`", Effect.DELETE_SEEN, Session::remove),
            WriteWay.of("`remove` of a reference", Effect.DELETE_INSTANCE, (scene, item, meanwhile) -> {
                meanwhile.run();
                scene.inSession(session -> session.remove(
                        session.getReference(scene.type(), scene.shape().id(item))));
            }),
            WriteWay.of("`remove` of a detached instance", Effect.DELETE_SEEN, (scene, item, meanwhile) -> {
                var detached = scene.detached(item);
                meanwhile.run();
                scene.inSession(session -> session.remove(session.merge(detached)));
            }),
            detached("`StatelessSession.delete`", Effect.DELETE_INSTANCE, StatelessSession::delete),
            detached(
                    "`deleteMultiple`",
                    Effect.DELETE_INSTANCE,
                    (session, item) -> session.deleteMultiple(List.of(item))),
            found("update (flush)", Effect.UPDATE_SEEN, (session, item) -> ((Item) item).write(Scene.NEW_TEXT)),
            WriteWay.of("`merge` of a detached instance", Effect.UPDATE_SEEN, (scene, item, meanwhile) -> {
                var detached = scene.detached(item);
                meanwhile.run();
                detached.write(Scene.NEW_TEXT);
                scene.inSession(session -> session.merge(detached));
            }),
            detached("`StatelessSession.update`", Effect.UPDATE_INSTANCE, StatelessSession::update),
            detached(
                    "`updateMultiple`",
                    Effect.UPDATE_INSTANCE,
                    (session, item) -> session.updateMultiple(List.of(item))),
            detached("`upsert`", Effect.UPDATE_LIVE, StatelessSession::upsert),
            detached("`upsertMultiple`", Effect.UPDATE_LIVE, (session, item) -> session.upsertMultiple(List.of(item))));

    private InstanceWrites() {}

    private static WriteWay found(String name, Effect effect, BiConsumer<Session, Object> write) {
        return WriteWay.of(
                name,
                effect,
                (scene, item, meanwhile) -> scene.inSession(session -> {
                    var found = session.find(scene.type(), scene.shape().id(item));
                    meanwhile.run();
                    if (found != null) {
                        write.accept(session, found);
                    }
                }));
    }

    private static WriteWay detached(String name, Effect effect, BiConsumer<StatelessSession, Object> write) {
        return WriteWay.of(name, effect, (scene, item, meanwhile) -> {
            var detached = scene.detached(item);
            meanwhile.run();
            if (!effect.isDelete()) {
                detached.write(Scene.NEW_TEXT);
            }
            scene.inStatelessSession(session -> write.accept(session, detached));
        });
    }
}
