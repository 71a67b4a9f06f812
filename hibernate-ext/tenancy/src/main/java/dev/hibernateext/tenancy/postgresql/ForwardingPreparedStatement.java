/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Makes every parameter a {@link Binding}. */
abstract class ForwardingPreparedStatement extends ForwardingStatement<PreparedStatement> implements PreparedStatement {

    /** Sets one parameter. */
    interface Binding {

        void set(PreparedStatement target, int at) throws SQLException;
    }

    abstract void bind(int index, Binding binding) throws SQLException;

    @Override
    public void setArray(int index, @Nullable Array value) throws SQLException {
        bind(index, (target, at) -> target.setArray(at, value));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        bind(index, (target, at) -> target.setAsciiStream(at, value, length));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        bind(index, (target, at) -> target.setAsciiStream(at, value, length));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        bind(index, (target, at) -> target.setAsciiStream(at, value));
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        bind(index, (target, at) -> target.setBigDecimal(at, value));
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        bind(index, (target, at) -> target.setBinaryStream(at, value, length));
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        bind(index, (target, at) -> target.setBinaryStream(at, value, length));
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        bind(index, (target, at) -> target.setBinaryStream(at, value));
    }

    @Override
    public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        bind(index, (target, at) -> target.setBlob(at, value, length));
    }

    @Override
    public void setBlob(int index, @Nullable InputStream value) throws SQLException {
        bind(index, (target, at) -> target.setBlob(at, value));
    }

    @Override
    public void setBlob(int index, @Nullable Blob value) throws SQLException {
        bind(index, (target, at) -> target.setBlob(at, value));
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        bind(index, (target, at) -> target.setBoolean(at, value));
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        bind(index, (target, at) -> target.setByte(at, value));
    }

    @Override
    public void setBytes(int index, byte @Nullable [] value) throws SQLException {
        bind(index, (target, at) -> target.setBytes(at, value));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        bind(index, (target, at) -> target.setCharacterStream(at, value, length));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        bind(index, (target, at) -> target.setCharacterStream(at, value, length));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        bind(index, (target, at) -> target.setCharacterStream(at, value));
    }

    @Override
    public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
        bind(index, (target, at) -> target.setClob(at, value, length));
    }

    @Override
    public void setClob(int index, @Nullable Reader value) throws SQLException {
        bind(index, (target, at) -> target.setClob(at, value));
    }

    @Override
    public void setClob(int index, @Nullable Clob value) throws SQLException {
        bind(index, (target, at) -> target.setClob(at, value));
    }

    @Override
    public void setDate(int index, @Nullable Date value, Calendar calendar) throws SQLException {
        bind(index, (target, at) -> target.setDate(at, value, calendar));
    }

    @Override
    public void setDate(int index, @Nullable Date value) throws SQLException {
        bind(index, (target, at) -> target.setDate(at, value));
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        bind(index, (target, at) -> target.setDouble(at, value));
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        bind(index, (target, at) -> target.setFloat(at, value));
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        bind(index, (target, at) -> target.setInt(at, value));
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        bind(index, (target, at) -> target.setLong(at, value));
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        bind(index, (target, at) -> target.setNCharacterStream(at, value, length));
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        bind(index, (target, at) -> target.setNCharacterStream(at, value));
    }

    @Override
    public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
        bind(index, (target, at) -> target.setNClob(at, value, length));
    }

    @Override
    public void setNClob(int index, @Nullable Reader value) throws SQLException {
        bind(index, (target, at) -> target.setNClob(at, value));
    }

    @Override
    public void setNClob(int index, @Nullable NClob value) throws SQLException {
        bind(index, (target, at) -> target.setNClob(at, value));
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        bind(index, (target, at) -> target.setNString(at, value));
    }

    @Override
    public void setNull(int index, int type, String typeName) throws SQLException {
        bind(index, (target, at) -> target.setNull(at, type, typeName));
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        bind(index, (target, at) -> target.setNull(at, type));
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type, int scale) throws SQLException {
        bind(index, (target, at) -> target.setObject(at, value, type, scale));
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type) throws SQLException {
        bind(index, (target, at) -> target.setObject(at, value, type));
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType type, int scale) throws SQLException {
        bind(index, (target, at) -> target.setObject(at, value, type, scale));
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType type) throws SQLException {
        bind(index, (target, at) -> target.setObject(at, value, type));
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        bind(index, (target, at) -> target.setObject(at, value));
    }

    @Override
    public void setRef(int index, @Nullable Ref value) throws SQLException {
        bind(index, (target, at) -> target.setRef(at, value));
    }

    @Override
    public void setRowId(int index, @Nullable RowId value) throws SQLException {
        bind(index, (target, at) -> target.setRowId(at, value));
    }

    @Override
    public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
        bind(index, (target, at) -> target.setSQLXML(at, value));
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        bind(index, (target, at) -> target.setShort(at, value));
    }

    @Override
    public void setString(int index, @Nullable String value) throws SQLException {
        bind(index, (target, at) -> target.setString(at, value));
    }

    @Override
    public void setTime(int index, @Nullable Time value, Calendar calendar) throws SQLException {
        bind(index, (target, at) -> target.setTime(at, value, calendar));
    }

    @Override
    public void setTime(int index, @Nullable Time value) throws SQLException {
        bind(index, (target, at) -> target.setTime(at, value));
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value, Calendar calendar) throws SQLException {
        bind(index, (target, at) -> target.setTimestamp(at, value, calendar));
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        bind(index, (target, at) -> target.setTimestamp(at, value));
    }

    @Override
    public void setURL(int index, @Nullable URL value) throws SQLException {
        bind(index, (target, at) -> target.setURL(at, value));
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int index, @Nullable InputStream value, int length) throws SQLException {
        bind(index, (target, at) -> target.setUnicodeStream(at, value, length));
    }
}
