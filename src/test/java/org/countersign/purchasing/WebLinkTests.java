package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/desk",
                "javascript:alert(1)",
                "data:text/html,hello",
                "https://",
                "https:/desk",
                "//shop.example/desk",
                "https://user:password@shop.example/desk",
                "https://shop.example/a desk",
                "ftp://shop.example/desk",
                "desk"
            })
    void onlyPlainAddressesOfSecurePagesAreKept(String link) {
        assertThat(WebLink.isAllowed(link)).isFalse();
        assertThat(WebLink.title(link)).isEmpty();
        assertThat(WebLink.numbers(link)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/office/adjustable-desk-160cm, Adjustable desk 160cm",
        "https://shop.example/office/adjustable-desk-160cm.html?ref=1, Adjustable desk 160cm",
        "https://shop.example/p/B%C3%BCrostuhl_Comfort/4711, Bürostuhl Comfort",
        "https://www.shop.example/4711, shop.example",
        "https://shop.example/, shop.example"
    })
    void anAddressSaysWhatItIsAbout(String link, String title) {
        assertThat(WebLink.title(link)).hasValue(title);
    }

    @Test
    void numbersOfThePathAndTheQueryMayBeThoseOfAnItem() {
        assertThat(WebLink.numbers("https://shop.example/desk/I-1001.html?gtin=4006381333931"))
                .contains("I-1001", "4006381333931");
        assertThat(WebLink.isAllowed("https://shop.example/" + "a".repeat(1000)))
                .isFalse();
    }
}
