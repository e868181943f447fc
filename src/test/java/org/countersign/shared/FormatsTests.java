package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013000",
                "GB29NWBK60161331926819",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S"
            })
    void anIbanWithRightDigitsIsOne(String iban) {
        assertThat(Formats.isIban(iban)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "DE89370400440532013001",
                "DE89 3704 0044 0532 0130 00",
                "de89370400440532013000",
                "DE8937040044053201300O",
                "DE89"
            })
    void anythingElseIsNoIban(String iban) {
        assertThat(Formats.isIban(iban)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com",
                "first.last+tag@sub.example.co.uk",
                "o'neil@example.org",
                "x@xn--bcher-kva.example"
            })
    void anAddressIsOne(String email) {
        assertThat(Formats.isEmail(email)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "a",
                "a@b",
                "a@@example.com",
                "a b@example.com",
                "a@example.com\nBcc: x@example.com",
                "a@-example.com",
                "a..b@example.com",
                ".a@example.com",
                "a.@example.com",
                "Anna <a@example.com>",
                "a@example.com,b@example.com"
            })
    void anythingElseIsNoAddress(String email) {
        assertThat(Formats.isEmail(email)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"96385074", "036000291452", "4006381333931", "10614141000415"})
    void aGtinWithRightDigitsIsOne(String gtin) {
        assertThat(Formats.isGtin(gtin)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "4006381333932", "400638133393", "40063813339311", "ABCDEFGH", "400638133393 "})
    void anythingElseIsNoGtin(String gtin) {
        assertThat(Formats.isGtin(gtin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "JPY", "TND"})
    void aCurrencyIsOne(String code) {
        assertThat(Formats.isCurrency(code)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "eur", "EURO", "XXX", "ABC"})
    void anythingElseIsNoCurrency(String code) {
        assertThat(Formats.isCurrency(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S-1001", "a", "anna.b@example.com", "X_1+2"})
    void aKeyStandsInAddressesAsItIs(String key) {
        assertThat(Formats.isKey(key, 50)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "../a",
                "-a",
                "ä",
                "a:b",
                "123456789012345678901234567890123456789012345678901"
            })
    void anythingElseIsNoKey(String key) {
        assertThat(Formats.isKey(key, 50)).isFalse();
    }
}
