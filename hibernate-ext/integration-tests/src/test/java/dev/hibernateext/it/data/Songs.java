/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.data;

import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import jakarta.data.Order;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;
import java.util.List;
import org.hibernate.StatelessSession;

// tag::data-pages[]
@Repository
interface Songs {

    StatelessSession session();

    @Insert
    void insert(List<Song> songs);

    @Delete
    void delete(Song song);

    @Find
    CursoredPage<Song> all(PageRequest request, Order<Song> order);

    default CursorPage<Song> readPage(CursorPages<Song> pages, CursorRequest request) {
        return pages.read(session(), request, query -> query);
    }

    default BulkReport<Song> importAll(List<Song> songs) {
        return BulkWrites.of(session(), Song.class).insertAll(songs, BulkOptions.onFailure(FailurePolicy.BISECT));
    }
}
// end::data-pages[]
