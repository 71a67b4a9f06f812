/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import dev.hibernateext.mixins.VersionedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Arrays;
import java.util.List;

/** A row that holds a list as text: to append is to read the row, change it and write it. */
interface ElementList {

    int LONGEST_TEXT = 10_000;

    String text();

    void setText(String text);

    default List<Integer> elements() {
        return Arrays.stream(text().split(","))
                .filter(each -> !each.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    default void append(int element) {
        setText(text() + suffix(element));
    }

    static String suffix(int element) {
        return "," + element;
    }

    /** With a version, as rows should be. */
    @Entity(name = "VersionedList")
    class Versioned extends VersionedEntity implements ElementList {

        @Id
        String name = "";

        @Column(length = LONGEST_TEXT)
        String text = ",";

        protected Versioned() {}

        Versioned(String name) {
            this.name = name;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public void setText(String text) {
            this.text = text;
        }
    }

    /** Without one. */
    @Entity(name = "UnversionedList")
    class Unversioned implements ElementList {

        @Id
        String name = "";

        @Column(length = LONGEST_TEXT)
        String text = ",";

        protected Unversioned() {}

        Unversioned(String name) {
            this.name = name;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public void setText(String text) {
            this.text = text;
        }
    }
}
