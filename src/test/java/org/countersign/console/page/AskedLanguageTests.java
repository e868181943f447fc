package org.countersign.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.people.Organization;
import org.countersign.shared.Restores;
import org.countersign.support.Companies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;

class AskedLanguageTests {

    private final Readers readers = mock(Readers.class);
    private final PageModel pages = new PageModel(
            readers,
            mock(Organization.class),
            mock(MessageSource.class),
            Companies.in(ZoneId.of("Europe/Berlin")),
            mock(Restores.class),
            Clock.systemUTC());

    @BeforeEach
    void aGermanReader() {
        when(readers.profile()).thenReturn(Optional.empty());
        LocaleContextHolder.setLocale(Locale.GERMAN);
    }

    @AfterEach
    void nobody() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    @DisplayName("A call gets the language that it names, its maker's own where it names none that is there")
    void aCallNamesItsLanguage() {
        var call = new MockHttpServletRequest();
        assertThat(pages.askedFor(call).language().getLanguage()).isEqualTo("de");
        call.addHeader("Accept-Language", "en-GB, de;q=0.5");
        call.addPreferredLocale(Locale.UK);
        assertThat(pages.askedFor(call).language().getLanguage()).isEqualTo("en");
        var foreign = new MockHttpServletRequest();
        foreign.addHeader("Accept-Language", "fr");
        foreign.setPreferredLocales(List.of(Locale.FRENCH));
        assertThat(pages.askedFor(foreign).language().getLanguage()).isEqualTo("de");
    }
}
