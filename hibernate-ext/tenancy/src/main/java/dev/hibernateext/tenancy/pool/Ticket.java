/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.util.concurrent.CompletableFuture;

/** Somebody's place among those who wait for the pool of a database. */
final class Ticket {

    private final DatabaseName database;
    private final Object borrower;
    private final CompletableFuture<Step.Answer> answer = new CompletableFuture<>();

    Ticket(DatabaseName database, Object borrower) {
        this.database = database;
        this.borrower = borrower;
    }

    DatabaseName database() {
        return database;
    }

    Object borrower() {
        return borrower;
    }

    CompletableFuture<Step.Answer> answer() {
        return answer;
    }
}
