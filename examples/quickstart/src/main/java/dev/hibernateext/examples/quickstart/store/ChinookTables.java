/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import java.sql.SQLException;
import java.util.List;

/** How each table of the original database is read. */
final class ChinookTables {

    /** All tables, each after those it refers to. */
    static final List<SourceTable> IN_ORDER = List.of(
            new SourceTable("Artist", Artist.class, ChinookTables::artist),
            new SourceTable("Genre", Genre.class, ChinookTables::genre),
            new SourceTable("MediaType", MediaType.class, ChinookTables::mediaType),
            new SourceTable("Playlist", Playlist.class, ChinookTables::playlist),
            new SourceTable("Employee", Employee.class, ChinookTables::employee),
            new SourceTable("Customer", Customer.class, ChinookTables::customer),
            new SourceTable("Album", Album.class, ChinookTables::album),
            new SourceTable("Track", Track.class, ChinookTables::track),
            new SourceTable("PlaylistTrack", PlaylistEntry.class, ChinookTables::playlistEntry),
            new SourceTable("Invoice", Invoice.class, ChinookTables::invoice),
            new SourceTable("InvoiceLine", InvoiceLine.class, ChinookTables::invoiceLine));

    private ChinookTables() {}

    private static Artist artist(Row row) throws SQLException {
        var artist = new Artist();
        artist.id = row.number("ArtistId");
        artist.name = row.textOrNull("Name");
        return artist;
    }

    private static Genre genre(Row row) throws SQLException {
        var genre = new Genre();
        genre.id = row.number("GenreId");
        genre.name = row.textOrNull("Name");
        return genre;
    }

    private static MediaType mediaType(Row row) throws SQLException {
        var mediaType = new MediaType();
        mediaType.id = row.number("MediaTypeId");
        mediaType.name = row.textOrNull("Name");
        return mediaType;
    }

    private static Playlist playlist(Row row) throws SQLException {
        var playlist = new Playlist();
        playlist.id = row.number("PlaylistId");
        playlist.name = row.textOrNull("Name");
        return playlist;
    }

    private static Employee employee(Row row) throws SQLException {
        var employee = person(new Employee(), row);
        employee.id = row.number("EmployeeId");
        employee.title = row.textOrNull("Title");
        employee.reportsTo = row.referenceOrNull("ReportsTo", Employee.class);
        employee.birthDate = row.dateOrNull("BirthDate");
        employee.hireDate = row.dateOrNull("HireDate");
        return employee;
    }

    private static Customer customer(Row row) throws SQLException {
        var customer = person(new Customer(), row);
        customer.id = row.number("CustomerId");
        customer.company = row.textOrNull("Company");
        customer.supportAgent = row.referenceOrNull("SupportRepId", Employee.class);
        return customer;
    }

    private static <P extends Person> P person(P person, Row row) throws SQLException {
        person.firstName = row.text("FirstName");
        person.lastName = row.text("LastName");
        person.address = address(row, "");
        person.phone = row.textOrNull("Phone");
        person.fax = row.textOrNull("Fax");
        person.email = row.textOrNull("Email");
        return person;
    }

    private static Address address(Row row, String prefix) throws SQLException {
        return new Address(
                row.textOrNull(prefix + "Address"),
                row.textOrNull(prefix + "City"),
                row.textOrNull(prefix + "State"),
                row.textOrNull(prefix + "Country"),
                row.textOrNull(prefix + "PostalCode"));
    }

    private static Album album(Row row) throws SQLException {
        var album = new Album();
        album.id = row.number("AlbumId");
        album.title = row.text("Title");
        album.artist = row.reference("ArtistId", Artist.class);
        return album;
    }

    private static Track track(Row row) throws SQLException {
        var track = new Track();
        track.id = row.number("TrackId");
        track.name = row.text("Name");
        track.album = row.referenceOrNull("AlbumId", Album.class);
        track.mediaType = row.reference("MediaTypeId", MediaType.class);
        track.genre = row.referenceOrNull("GenreId", Genre.class);
        track.composer = row.textOrNull("Composer");
        track.milliseconds = row.number("Milliseconds");
        track.bytes = row.numberOrNull("Bytes");
        track.unitPrice = row.amount("UnitPrice");
        return track;
    }

    private static PlaylistEntry playlistEntry(Row row) throws SQLException {
        return new PlaylistEntry(row.reference("PlaylistId", Playlist.class), row.reference("TrackId", Track.class));
    }

    private static Invoice invoice(Row row) throws SQLException {
        var invoice = new Invoice();
        invoice.id = row.number("InvoiceId");
        invoice.customer = row.reference("CustomerId", Customer.class);
        invoice.invoiceDate = row.date("InvoiceDate");
        invoice.billingAddress = address(row, "Billing");
        invoice.total = row.amount("Total");
        return invoice;
    }

    private static InvoiceLine invoiceLine(Row row) throws SQLException {
        var line = new InvoiceLine();
        line.id = row.number("InvoiceLineId");
        line.invoice = row.reference("InvoiceId", Invoice.class);
        line.track = row.reference("TrackId", Track.class);
        line.unitPrice = row.amount("UnitPrice");
        line.quantity = row.number("Quantity");
        return line;
    }
}
