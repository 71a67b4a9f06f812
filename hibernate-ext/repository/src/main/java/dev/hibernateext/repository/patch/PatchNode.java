/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.repository.attribute.StorableText;
import dev.hibernateext.repository.attribute.ValueReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand at one place of a document. */
sealed interface PatchNode {

    /** How deep objects are nested below it, itself included. */
    int depth();

    /** Reads what stands there. */
    void read(@Nullable Object raw, PatchReading reading, String pointer);

    /** An object: the entity, or an embeddable. */
    record Members(@Nullable Target whole, Map<String, PatchNode> allowed) implements PatchNode {

        @Override
        public int depth() {
            return 1
                    + allowed.values().stream().mapToInt(PatchNode::depth).max().orElse(0);
        }

        @Override
        public void read(@Nullable Object raw, PatchReading reading, String pointer) {
            if (raw instanceof Map<?, ?> members) {
                members.forEach((name, value) -> reading.member(this, pointer, name, value));
            } else if (whole != null && whole.type().isInstance(raw)) {
                reading.assign(whole, pointer, raw);
            } else if (raw != null) {
                reading.wrongType(pointer, "an object");
            } else if (whole == null) {
                reading.notAllowed(pointer);
            } else {
                reading.removed(whole, pointer);
            }
        }
    }

    /** A value. */
    record Value(Target target, ValueReader reader) implements PatchNode {

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public void read(@Nullable Object raw, PatchReading reading, String pointer) {
            if (raw == null) {
                reading.removed(target, pointer);
            } else if (raw instanceof String text && !StorableText.isStorable(text)) {
                reading.wrongType(pointer, StorableText.EXPECTED);
            } else {
                convert(raw, reading, pointer);
            }
        }

        private void convert(Object raw, PatchReading reading, String pointer) {
            var value = target.type().isInstance(raw) ? raw : reader.read(raw);
            if (value == null) {
                reading.wrongType(pointer, reader.expected());
            } else {
                reading.assign(target, pointer, value);
            }
        }
    }

    /** The attribute at that place. */
    record Target(String path, Class<?> type, boolean isNullable, AttributeSetter setter) {}
}
