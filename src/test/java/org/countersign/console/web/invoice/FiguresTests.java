package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 1234.50 | 1234.50",
                "en | 1,234.50 | 1234.50",
                "en | 1,234 | 1234",
                "en | 1,50 | 1.50",
                "en | 1.234,50 | 1234.50",
                "en | -3.5 | -3.5",
                "en | 1,234,567.891 | 1234567.891",
                "de | 1234,50 | 1234.50",
                "de | 1.234,50 | 1234.50",
                "de | 1.234 | 1234",
                "de | 1.50 | 1.50",
                "de | 1,234.50 | 1234.50",
                "de | 1 234,5 | 1234.5",
                "de | 0,85 | 0.85",
            })
    @DisplayName("Figures are read as the reader writes them, and otherwise where they can mean only one thing")
    void figuresAreReadAsPeopleWriteThem(String language, String typed, BigDecimal number) {
        assertThat(Figures.read(typed, Locale.forLanguageTag(language))).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "1e9", "1,2,", "--1", "1-2", "NaN", "1.2.3,4,5", "0x10"})
    void whatIsNoNumberIsRefused(String typed) {
        assertThat(Figures.read(typed, Locale.ENGLISH)).isEmpty();
        assertThat(Figures.read(typed, Locale.GERMAN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.5,2,en,1.50", "1.5,2,de,'1,50'", "100.000000,0,de,100", "0.12345,2,en,0.12345"})
    void aFieldShowsANumberAsItCanBeTypedAgain(BigDecimal number, int digits, String language, String text) {
        assertThat(Figures.text(number, digits, Locale.forLanguageTag(language)))
                .isEqualTo(text);
    }
}
