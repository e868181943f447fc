package org.countersign.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTests {

    @ParameterizedTest
    @DisplayName("R12: a figure with point or comma is read exactly; where both could be meant, the language decides")
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.5    | 1234.5    | 1234.5",
                "1234,5    | 1234.5    | 1234.5",
                "1,234.56  | 1234.56   | 1234.56",
                "1.234,56  | 1234.56   | 1234.56",
                "1.234.567 | 1234567   | 1234567",
                "1,234     | 1234      | 1.234",
                "1.234     | 1.234     | 1234",
                "0.125     | 0.125     | 0.125",
                "0,125     | 0.125     | 0.125",
                "1 234,50  | 1234.50   | 1234.50",
                "49,90 €   | 49.90     | 49.90",
                "EUR 49.90 | 49.90     | 49.90",
                "1’250.00  | 1250.00   | 1250.00",
                ".5        | .5        | .5",
                "-3        | -3        | -3",
                "0.00000001 | 0.00000001 | 0.00000001",
            })
    void aFigureIsReadExactly(String text, String english, String german) {
        assertThat(DecimalText.parse(text, Locale.ENGLISH))
                .hasValueSatisfying(figure -> assertThat(figure).isEqualByComparingTo(english));
        assertThat(DecimalText.parse(text, Locale.GERMAN))
                .hasValueSatisfying(figure -> assertThat(figure).isEqualByComparingTo(german));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "many", "1,2,3", "12.34.5", "1.2,3,4", "1e5", "--1", "0x10", "€", "12 pcs", "1,23.45", "."
            })
    void whatIsNoFigureIsNotGuessed(String text) {
        assertThat(DecimalText.parse(text, Locale.ENGLISH)).isEmpty();
        assertThat(DecimalText.parse(text, Locale.GERMAN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.5,2,en,1.50", "1.5,2,de,'1,50'", "100.000000,0,de,100", "0.12345,2,en,0.12345", "1200,0,en,1200"})
    void aFieldShowsAFigureAsItCanBeWrittenAgain(BigDecimal figure, int digits, String language, String text) {
        assertThat(DecimalText.of(figure, digits, Locale.forLanguageTag(language)))
                .isEqualTo(text);
        assertThat(DecimalText.parse(text, Locale.forLanguageTag(language)))
                .hasValueSatisfying(again -> assertThat(again).isEqualByComparingTo(figure));
    }
}
