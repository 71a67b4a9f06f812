/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/** Without {@code hibernate.ext.stamp.enabled} every cell fails but those that say that nothing is stamped. */
class StampBladeIT extends BladeTest {

    StampBladeIT() {
        super(new StampGuarantee());
    }

    @Override
    boolean holdsAnyway(Cell cell, Shape<?> shape) {
        return cell.limit().isPresent();
    }
}
