/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.demo;

import dev.hibernateext.examples.storefront.catalogue.Album;
import dev.hibernateext.examples.storefront.catalogue.Artist;
import dev.hibernateext.examples.storefront.catalogue.Track;
import dev.hibernateext.examples.storefront.sales.Customer;
import dev.hibernateext.examples.storefront.sales.Invoice;
import dev.hibernateext.examples.storefront.sales.InvoiceLine;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every so-many-th artist with all of their albums and tracks, as many customers, and what these bought of those. */
final class ChinookPart {

    private final JdbcClient chinook;
    private final int parts;
    private final int part;
    private final Map<Integer, Artist> artists = new LinkedHashMap<>();
    private final Map<Integer, Album> albums = new LinkedHashMap<>();
    private final Map<Integer, Track> tracks = new LinkedHashMap<>();
    private final Map<Integer, Customer> customers = new LinkedHashMap<>();
    private final Map<Integer, Invoice> invoices = new LinkedHashMap<>();

    ChinookPart(JdbcClient chinook, int parts, int part) {
        this.chinook = chinook;
        this.parts = parts;
        this.part = part;
    }

    void copyTo(EntityManager entities) {
        read("select * from \"Artist\" where mod(\"ArtistId\", :parts) = :part", this::artist);
        read("select * from \"Album\" where mod(\"ArtistId\", :parts) = :part", this::album);
        read("""
                select t.*, g."Name" as "Genre" from "Track" t
                join "Album" a on a."AlbumId" = t."AlbumId" left join "Genre" g on g."GenreId" = t."GenreId"
                where mod(a."ArtistId", :parts) = :part""", this::track);
        read("select * from \"Customer\" where mod(\"CustomerId\", :parts) = :part", this::customer);
        read("select * from \"Invoice\" where mod(\"CustomerId\", :parts) = :part", this::invoice);
        read("""
                select l.* from "InvoiceLine" l join "Invoice" i on i."InvoiceId" = l."InvoiceId"
                where mod(i."CustomerId", :parts) = :part""", this::line);
        artists.values().forEach(entities::persist);
        albums.values().forEach(entities::persist);
        tracks.values().forEach(entities::persist);
        customers.values().forEach(entities::persist);
        invoices.values().stream()
                .filter(invoice -> !invoice.getLines().isEmpty())
                .forEach(entities::persist);
    }

    private void read(String query, RowCallbackHandler reader) {
        chinook.sql(query).param("parts", parts).param("part", part).query(reader);
    }

    private void artist(ResultSet row) throws SQLException {
        var artist = new Artist();
        artist.setName(row.getString("Name"));
        artists.put(row.getInt("ArtistId"), artist);
    }

    private void album(ResultSet row) throws SQLException {
        var album = new Album();
        album.setTitle(row.getString("Title"));
        album.setArtist(of(artists, row.getInt("ArtistId")));
        albums.put(row.getInt("AlbumId"), album);
    }

    private void track(ResultSet row) throws SQLException {
        var track = new Track();
        track.setName(row.getString("Name"));
        track.setAlbum(of(albums, row.getInt("AlbumId")));
        track.setComposer(row.getString("Composer"));
        track.setGenre(row.getString("Genre"));
        track.setMilliseconds(row.getInt("Milliseconds"));
        track.setUnitPrice(row.getBigDecimal("UnitPrice"));
        tracks.put(row.getInt("TrackId"), track);
    }

    private void customer(ResultSet row) throws SQLException {
        var customer = new Customer();
        customer.setFirstName(row.getString("FirstName"));
        customer.setLastName(row.getString("LastName"));
        customer.setCompany(row.getString("Company"));
        customer.setEmail(row.getString("Email"));
        customer.setPhone(row.getString("Phone"));
        customer.setCity(row.getString("City"));
        customer.setCountry(row.getString("Country"));
        customers.put(row.getInt("CustomerId"), customer);
    }

    private void invoice(ResultSet row) throws SQLException {
        var invoice = new Invoice();
        invoice.setCustomer(of(customers, row.getInt("CustomerId")));
        invoice.setSoldAt(
                row.getObject("InvoiceDate", LocalDate.class).atStartOfDay().toInstant(ZoneOffset.UTC));
        invoice.setBillingCity(row.getString("BillingCity"));
        invoice.setBillingCountry(row.getString("BillingCountry"));
        invoices.put(row.getInt("InvoiceId"), invoice);
    }

    /** What another shop sold is not on the invoice of this one. */
    private void line(ResultSet row) throws SQLException {
        var track = tracks.get(row.getInt("TrackId"));
        if (track != null) {
            of(invoices, row.getInt("InvoiceId")).add(new InvoiceLine(track, row.getInt("Quantity")));
        }
    }

    private static <T> T of(Map<Integer, T> read, int id) {
        return Objects.requireNonNull(read.get(id), "The original refers to a row that it does not have.");
    }
}
