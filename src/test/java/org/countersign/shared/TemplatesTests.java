package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TemplatesTests {

    @Test
    void germanIsComplete() {
        assertThat(Templates.languageFor("de")).isEqualTo(Locale.GERMAN);
        assertThat(Templates.languageFor("de-AT").getLanguage()).isEqualTo("de");
    }

    @Test
    void whereNotAllTextsAreThereInALanguageEverythingIsEnglish() {
        assertThat(Templates.languageFor("en")).isEqualTo(Locale.ENGLISH);
        assertThat(Templates.languageFor("fr")).isEqualTo(Locale.ENGLISH);
        assertThat(Templates.languageFor("")).isEqualTo(Locale.ENGLISH);
        assertThat(Templates.languageFor("no language")).isEqualTo(Locale.ENGLISH);
    }
}
