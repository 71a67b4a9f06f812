/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import java.util.List;
import java.util.stream.Collectors;

/** A test left sessions, connections or context scopes open. What could be closed was closed, so the next test is not hit. */
public final class LeakError extends AssertionError {

    private static final long serialVersionUID = 1L;

    LeakError(List<Leak> leaks) {
        super(leaks.stream()
                .map(Leak::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        "The test left " + leaks.size() + " open that it should have closed:\n  ",
                        "\nUse try-with-resources, or the in… and from… methods of SessionFactoryScope.")));
    }
}
