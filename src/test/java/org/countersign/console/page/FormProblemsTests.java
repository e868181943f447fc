package org.countersign.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.countersign.console.page.FormProblems.Saying;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormProblemsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is required|is-required|",
                "is required: why is the order declined?|is-required-why-is-the-order-declined|",
                "has at most 200 characters|has-at-most-n-characters|200",
                "has at most 13 digits before and 6 behind the point"
                        + "|has-at-most-n-digits-before-and-n-behind-the-point|13;6",
                "is one of low, normal, high|is-one-of-low-normal-high|",
                "is no date: \"31 Dec, 26\"|is-no-date-n|31 Dec, 26",
                "PO-2026-000001 does not concern you.|n-does-not-concern-you|PO-2026-000001",
                "are like NET30, EOM or 2/10 NET30|are-like-n-EOM-or-n-n|NET30;2/10;NET30"
            })
    @DisplayName("The key of a message is its words, with each value as an argument")
    void theKeyIsTheWordsOfTheMessage(String message, String key, String values) {
        assertThat(Saying.of(message).get(0))
                .isEqualTo(new Saying(key, values == null ? List.of() : List.of(values.split(";"))));
    }

    @Test
    @DisplayName("The end of a message can be a value of several words; the shortest end comes first")
    void theEndOfAMessageCanBeAValue() {
        assertThat(Saying.of("no supplier A. Miller"))
                .containsExactly(
                        new Saying("no-supplier-A-Miller", List.of()),
                        new Saying("no-supplier-A-n", List.of("Miller")),
                        new Saying("no-supplier-n", List.of("A. Miller")),
                        new Saying("no-n", List.of("supplier A. Miller")));
    }

    @Test
    @DisplayName("What is longer than our messages are was written by others, and is looked for as a whole only")
    void longTextsAreNotSearchedForValues() {
        assertThat(Saying.of("word ".repeat(200))).hasSize(1);
    }
}
