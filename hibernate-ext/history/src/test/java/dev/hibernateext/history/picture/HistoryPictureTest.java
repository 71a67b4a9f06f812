/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.Revision;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.StateDiff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryPictureTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private static HistoryEntry entry(@Nullable String actor, @Nullable String reason) {
        var revision = new Revision(12, AT, actor, null, reason, Map.of());
        return new HistoryEntry("shop.Product", 7, RevisionKind.SOFT_DELETED, revision, List.of("name", "price"));
    }

    private static final StateDiff DIFF = new StateDiff(
            "shop.Product",
            7,
            11,
            12,
            List.of(new OfValue("name", null, "lamp"), new OfElements("tags", List.of("new"), List.of("old", "sold"))));

    @Test
    void drawsATimelineAsText() {
        var text = HistoryPicture.of("Product 7", List.of(entry("ada", null))).text();

        assertThat(text).isEqualTo("""
                        Product 7
                        revision  at (UTC)              actor  entity   id  what          changed      reason
                        --------  --------------------  -----  -------  --  ------------  -----------  ------
                        12        2026-03-01T10:00:00Z  ada    Product  7   soft deleted  name, price
                        """);
    }

    @Test
    void drawsADifferenceAsText() {
        assertThat(HistoryPicture.of("Product 7", DIFF).text()).isEqualTo("""
                        Product 7
                        attribute  revision 11  revision 12
                        ---------  -----------  -----------
                        name                    lamp
                        tags       -old, -sold  +new
                        """);
    }

    @Test
    void drawsOnePageOfHtml() {
        var html = HistoryPicture.of("Product 7", DIFF).html();

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>Product 7</h1>")
                .contains("<tr><td>tags</td><td>-old, -sold</td><td>+new</td></tr>")
                .doesNotContain("<script", "src=", "href=");
    }

    @Test
    void showsHostileValuesAndObeysNone() {
        var hostile = "<script>alert('x')</script>\" onload=\"y&amp;";
        var terminal = "\u001b[2Jgone\r\nforged line\u202e";
        var picture = HistoryPicture.of(hostile, List.of(entry(hostile, terminal)));

        assertThat(picture.html())
                .doesNotContain("<script", "onload=\"", "alert('")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y&amp;amp;")
                .contains("\\u{1b}[2Jgone\\u{d}\\u{a}forged line\\u{202e}");
        assertThat(picture.text())
                .doesNotContain("\u001b", "\r", "\u202e")
                .hasLineCount(4)
                .contains("\\u{1b}[2Jgone");
    }
}
