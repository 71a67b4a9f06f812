/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.AttributeDiff.Delta;
import dev.hibernateext.core.lock.AttributeDiff.Verdict;
import dev.hibernateext.core.lock.internal.AttributeImage;
import dev.hibernateext.core.lock.internal.ElementsImage;
import dev.hibernateext.core.lock.internal.EntityImage;
import dev.hibernateext.core.lock.internal.ReferenceImage;
import dev.hibernateext.core.lock.internal.ValueImage;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link ThreeWayDiff} of three images of one entity.
 *
 * @param base what was read first, or null if it is not known
 * @param mine what this side wants
 * @param theirs what the row holds
 */
record ImageComparison(@Nullable EntityImage base, EntityImage mine, EntityImage theirs) {

    @SuppressWarnings("unchecked") // callers compare images of an E
    <E> ThreeWayDiff<E> diff(EntityPersister persister) {
        var diffs = new ArrayList<AttributeDiff>();
        mine.attributes().forEach((path, image) -> {
            var current = theirs.attributes().get(path);
            if (current != null) {
                add(diffs, path, image, current);
            }
        });
        return new ThreeWayDiff<>(
                (Class<E>) persister.getMappedClass(), persister.getEntityName(), base != null, diffs);
    }

    private void add(List<AttributeDiff> diffs, String path, AttributeImage mineImage, AttributeImage theirImage) {
        var start = base == null ? null : base.attributes().get(path);
        var verdict = verdict(start, mineImage, theirImage);
        if (verdict != null) {
            diffs.add(
                    mineImage instanceof ElementsImage mineElements && theirImage instanceof ElementsImage theirElements
                            ? elements(path, verdict, mineElements, theirElements)
                            : new AttributeDiff.OfValue(
                                    path, verdict, value(start), value(mineImage), value(theirImage)));
        }
    }

    private static @Nullable Verdict verdict(
            @Nullable AttributeImage start, AttributeImage mine, AttributeImage theirs) {
        if (mine.equals(theirs)) {
            return start == null || start.equals(mine) ? null : Verdict.SAME;
        }
        if (start == null) {
            return Verdict.CONFLICT;
        }
        if (start.equals(theirs)) {
            return Verdict.MINE;
        }
        return start.equals(mine) ? Verdict.THEIRS : Verdict.CONFLICT;
    }

    private AttributeDiff elements(String path, Verdict verdict, ElementsImage mine, ElementsImage theirs) {
        var start = base == null ? null : (ElementsImage) base.attributes().get(path);
        return new AttributeDiff.OfElements(
                path,
                verdict,
                delta(start == null ? theirs : start, mine),
                delta(start == null ? mine : start, theirs));
    }

    private static Delta delta(ElementsImage from, ElementsImage to) {
        return new Delta(values(to.without(from)), values(from.without(to)));
    }

    private static List<?> values(List<ElementsImage.Element> elements) {
        return elements.stream().map(ElementsImage.Element::value).toList();
    }

    private static @Nullable Object value(@Nullable AttributeImage image) {
        if (image instanceof ReferenceImage reference) {
            return reference.id();
        }
        return image instanceof ValueImage value ? value.value() : null;
    }
}
