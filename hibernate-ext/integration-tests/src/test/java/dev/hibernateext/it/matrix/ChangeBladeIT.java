/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/** Without {@code hibernate.ext.change.enabled} every cell fails but those that say that nothing is reported. */
class ChangeBladeIT extends BladeTest {

    ChangeBladeIT() {
        super(new ChangeGuarantee());
    }

    @Override
    boolean holdsAnyway(Cell cell, Shape<?> shape) {
        return cell.limit().isPresent();
    }
}
