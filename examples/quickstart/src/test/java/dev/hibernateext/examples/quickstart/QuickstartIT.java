/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import java.io.IOException;

class QuickstartIT extends QuickstartContract {

    @Override
    Database open() throws IOException {
        return Database.postgresql();
    }
}
