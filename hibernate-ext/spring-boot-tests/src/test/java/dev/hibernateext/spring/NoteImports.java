/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.repository.bulk.BulkReport;
import java.util.List;

/** Writes of many rows for a repository of Spring Data. */
interface NoteImports {

    BulkReport<Note> importAll(List<Note> notes);
}
