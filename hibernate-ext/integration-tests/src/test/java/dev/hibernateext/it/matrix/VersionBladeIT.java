/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/**
 * Without {@code hibernate.ext.lock.enabled} statements raise no version, so reads after them miss it too, and a timestamp
 * is not that of the clock. Numeric versions of single rows are Hibernate's own doing.
 */
class VersionBladeIT extends BladeTest {

    VersionBladeIT() {
        super(new VersionGuarantee());
    }

    @Override
    boolean holdsAnyway(Cell cell, Shape<?> shape) {
        return cell.path() instanceof WritePath write && (cell.limit().isPresent() || holdsAnyway(write, shape));
    }

    private static boolean holdsAnyway(WritePath write, Shape<?> shape) {
        return switch (write.effect()) {
            case DELETE -> true;
            case INSERT -> shape.hasNumericVersion();
            case UPDATE, TAG, NOTHING ->
                shape.hasNumericVersion() && write.traits().report() != Report.STATEMENT;
        };
    }
}
