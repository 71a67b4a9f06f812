/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.ArrayList;
import java.util.List;

/** What has been found in a statement so far. */
final class Findings {

    private final List<Source> sources = new ArrayList<>();
    private int selects;
    private boolean understood = true;
    private boolean defining;

    void use(Source source) {
        sources.add(source);
    }

    void use(Block block) {
        sources.addAll(block.sources());
    }

    void select() {
        selects++;
    }

    void defines() {
        defining = true;
    }

    void notUnderstood() {
        understood = false;
    }

    /**
     * All facts.
     *
     * @param words how often the text says SELECT; a query that was not found makes it more
     */
    SqlFacts facts(int words) {
        return new SqlFacts(
                sources.stream().map(Source::use).toList(), understood && (defining || words == selects), defining);
    }
}
