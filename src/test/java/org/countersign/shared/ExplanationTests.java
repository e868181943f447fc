package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class ExplanationTests {

    private static final String CLAIMED = "statement.canary.CLAIMED";

    private enum Canary implements Sentence {
        TOO_MANY("%s, but only %s were ordered: %s %% (%s) too many, says %s."),
        CLAIMED("Invoiced %s"),
        UNTRANSLATED("Sings.");

        private final String sentence;

        Canary(String sentence) {
            this.sentence = sentence;
        }

        @Override
        public String module() {
            return "canary";
        }

        @Override
        public String sentence() {
            return sentence;
        }
    }

    private final StaticMessageSource texts = new StaticMessageSource();

    ExplanationTests() {
        texts.setAlwaysUseMessageFormat(true);
        texts.addMessages(
                Map.of(
                        "statement.canary.TOO_MANY",
                        "{0}, bestellt waren nur {1}: {2} % ({3}) zu viel, sagt {4}.",
                        CLAIMED,
                        "Berechnet sind {0}",
                        "unit.C62",
                        "Stück",
                        "group.cfo",
                        "Finanzleitung"),
                Locale.GERMAN);
    }

    private static Explanation tooMany() {
        return Explanation.of(
                Canary.TOO_MANY,
                Explanation.of(Canary.CLAIMED, Explanation.quantity(new BigDecimal("1200.500"), "C62")),
                Explanation.quantity(new BigDecimal("1000"), "KGM"),
                Explanation.number(new BigDecimal("20.05")),
                Explanation.amount(new BigDecimal("1234.50"), "EUR"),
                Explanation.group("cfo"));
    }

    @Test
    @DisplayName("An explanation is written down in English, with plain figures")
    void englishIsWrittenDown() {
        assertThat(tooMany().english())
                .isEqualTo("Invoiced 1200.5 C62, but only 1000 KGM were ordered: 20.05 % (1234.50 EUR) too many,"
                        + " says cfo.");
    }

    @Test
    @DisplayName(
            "What was kept is said in the reader’s language, with figures, units and groups as they are written there")
    void aReaderHasItInTheirLanguage() {
        var kept = Explanation.kept("As written", tooMany().facts());
        assertThat(kept.in(Locale.GERMAN, texts))
                .isEqualTo("Berechnet sind 1.200,5 Stück, bestellt waren nur 1.000 KGM: 20,05 % (1.234,50 EUR) zu viel,"
                        + " sagt Finanzleitung.");
        assertThat(kept.in(Locale.ENGLISH, texts)).isEqualTo("As written");
    }

    @Test
    @DisplayName("What was written down before its parts were kept is shown as it was written")
    void withoutPartsItStaysEnglish() {
        assertThat(Explanation.kept("Dear.", null).in(Locale.GERMAN, texts)).isEqualTo("Dear.");
        assertThat(Explanation.asWritten("Dear.").facts()).isNull();
    }

    @Test
    @DisplayName("Where one sentence of several has no translation, none is said half")
    void noTwoLanguagesInOneExplanation() {
        var both = Explanation.joined(
                List.of(Explanation.of(Canary.CLAIMED, "three"), Explanation.of(Canary.UNTRANSLATED)));
        assertThat(both.in(Locale.GERMAN, texts)).isEqualTo("Invoiced three Sings.");
    }

    @Test
    @DisplayName("What is longer than can be kept stays in English")
    void tooLongIsNotKept() {
        assertThat(Explanation.of(Canary.CLAIMED, "x".repeat(4000)).facts()).isNull();
    }
}
