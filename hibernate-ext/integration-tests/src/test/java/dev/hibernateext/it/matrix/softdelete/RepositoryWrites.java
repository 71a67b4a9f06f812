/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.it.matrix.softdelete.WriteWay.Effect;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes through a Jakarta Data repository. */
final class RepositoryWrites {

    static final List<WriteWay> ALL = List.of(
            detached("Jakarta Data `@Delete`", Effect.DELETE_INSTANCE, Folders::delete),
            byCode("Jakarta Data `@Delete` by attribute", Effect.DELETE_SEEN, Folders::deleteByCode),
            byCode("Jakarta Data `@Query` delete", Effect.DELETE_SEEN, Folders::deleted),
            detached("Jakarta Data `@Update`", Effect.UPDATE_INSTANCE, Folders::update),
            detached("Jakarta Data `@Save`", Effect.UPDATE_LIVE, Folders::save),
            byCode(
                    "Jakarta Data `@Query` update",
                    Effect.UPDATE_SEEN,
                    (folders, code) -> folders.rewrite(code, Scene.NEW_TEXT)));

    private RepositoryWrites() {}

    private static WriteWay detached(String name, Effect effect, BiConsumer<Folders, Folder> write) {
        return onlyToFolders(WriteWay.of(name, effect, (scene, item, meanwhile) -> {
            var detached = (Folder) scene.detached(item);
            meanwhile.run();
            if (!effect.isDelete()) {
                detached.write(Scene.NEW_TEXT);
            }
            scene.inStatelessSession(session -> write.accept(Current.folders(session), detached));
        }));
    }

    private static WriteWay byCode(String name, Effect effect, BiConsumer<Folders, String> write) {
        return onlyToFolders(WriteWay.of(name, effect, (scene, item, meanwhile) -> {
            meanwhile.run();
            scene.inStatelessSession(session -> write.accept(Current.folders(session), "c" + item));
        }));
    }

    private static WriteWay onlyToFolders(WriteWay way) {
        return way.onlyTo(shape -> shape.type() == Folder.class);
    }
}
