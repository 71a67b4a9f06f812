/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class JdbcUrlTest {

    @Test
    void takesCredentialsOutOfEveryForm() {
        assertTaken(
                "jdbc:postgresql://db/shop?user=app&password=mark%25er&ssl=true",
                "jdbc:postgresql://db/shop?user=app&ssl=true");
        assertTaken("jdbc:postgresql://db/shop?password=mark%25er", "jdbc:postgresql://db/shop");
        assertTaken("jdbc:postgresql://db/shop?PASSWORD=mark%er&ssl=true", "jdbc:postgresql://db/shop?ssl=true");
        assertTaken("jdbc:postgresql://db/shop?user=app?password=mark%er", "jdbc:postgresql://db/shop?user=app");
        assertTaken("jdbc:mariadb://app:mark%25er@db:3306/shop", "jdbc:mariadb://db:3306/shop");
        assertTaken("jdbc:h2:mem:shop;USER=sa;PASSWORD=mark%er;MODE=MySQL", "jdbc:h2:mem:shop;USER=sa;MODE=MySQL");
        assertTaken(
                "jdbc:sqlserver://db;user=sa;password={mark%er};encrypt=true",
                "jdbc:sqlserver://db;user=sa;encrypt=true");
        assertTaken("jdbc:oracle:thin:scott/mark%er@//db:1521/shop", "jdbc:oracle:thin:@//db:1521/shop");
        assertTaken("jdbc:mysql://address=(host=db)(password=mark%er)/shop", "jdbc:mysql://address=(host=db)/shop");
    }

    private static void assertTaken(String url, String rest) {
        var read = JdbcUrl.of(url);

        assertThat(read.text()).isEqualTo(rest);
        assertThat(read.taken()).containsEntry("password", Secret.of("mark%er"));
        assertThat(read.toString() + read.taken()).doesNotContain("mark");
    }

    @Test
    void takesOtherSecretsToo() {
        var url = JdbcUrl.of("jdbc:postgresql://db/shop?sslpassword=marker&sslmode=verify-full");

        assertThat(url.text()).isEqualTo("jdbc:postgresql://db/shop?sslmode=verify-full");
        assertThat(url.taken()).containsEntry("sslpassword", Secret.of("marker"));
    }

    @Test
    void leavesAnUrlWithoutCredentialsAsItIs() {
        var text = "jdbc:postgresql://db:5432/shop?sslmode=verify-full&options=-c%20search_path=shop";
        var url = JdbcUrl.of(text);

        assertThat(url.text()).isEqualTo(text);
        assertThat(url.hadCredentials()).isFalse();
        assertThat(url).hasToString("jdbc:postgresql://db:5432/shop");
    }

    @Test
    void showsNothingOfAFormItDoesNotUnderstand() {
        assertThat(JdbcUrl.of("jdbc:strange:app#marker@db")).hasToString("jdbc:strange:...");
    }

    @Test
    void doesNotRepeatWhatIsNoUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcUrl.of("postgres://app:marker@db"))
                .withMessageNotContaining("marker");
    }
}
