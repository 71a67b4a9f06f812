/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one transaction did.
 *
 * @param id unique in its history
 * @param outcome how it ended
 * @param operations in the order they were done
 */
record RecordedTransaction(int id, Outcome outcome, List<Operation> operations) {

    RecordedTransaction {
        operations = List.copyOf(operations);
    }

    /** How a transaction ended, as far as its client knows. */
    enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        /** The answer to the commit was lost. */
        UNKNOWN
    }

    /** Something done to one list. */
    sealed interface Operation {
        String list();
    }

    /**
     * Adds an element.
     *
     * @param list where
     * @param element what; no element is added twice to a list in a history
     */
    record Append(String list, int element) implements Operation {}

    /**
     * Reads all elements.
     *
     * @param list where
     * @param elements what was there
     */
    record Read(String list, List<Integer> elements) implements Operation {

        Read {
            elements = List.copyOf(elements);
        }
    }

    /** By list, the element it added last. */
    Map<String, Integer> lastAppends() {
        var last = new HashMap<String, Integer>();
        for (var operation : operations) {
            if (operation instanceof Append append) {
                last.put(append.list(), append.element());
            }
        }
        return last;
    }

    /** What it read of lists it had not appended to before: by list, the version of others it saw. */
    Map<String, List<Integer>> versionsSeen() {
        var seen = new HashMap<String, List<Integer>>();
        var own = new HashSet<String>();
        for (var operation : operations) {
            if (operation instanceof Read read && !own.contains(read.list())) {
                seen.putIfAbsent(read.list(), read.elements());
            } else if (operation instanceof Append append) {
                own.add(append.list());
            }
        }
        return seen;
    }

    /** The lists it appended to. */
    Set<String> listsChanged() {
        return lastAppends().keySet();
    }
}
