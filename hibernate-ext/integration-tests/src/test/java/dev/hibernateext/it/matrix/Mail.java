/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import org.jspecify.annotations.Nullable;

/** Leaf of a hierarchy in a single table. */
@Entity
@NamedQuery(name = "Mail.rewrite", query = "update Mail e set e.text = :text where e.id = :id")
@NamedQuery(name = "Mail.byId", query = "from Mail e where e.id = :id")
class Mail extends Message {

    private @Nullable String subject;

    Mail(int id) {
        super(id);
    }

    Mail() {
        this(0);
    }

    @Override
    public void write(String text) {
        super.write(text);
        subject = text;
    }

    @Override
    public @Nullable String detail() {
        return subject;
    }
}
