package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.mail.Message;
import org.countersign.notification.MailExamples.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mail in every language; all of them lie below {@code target/mails} afterwards, to be looked at. */
class MailsTests {

    private static final Path WRITTEN = Path.of("target/mails");
    private static final Set<Kind> ABOUT_PEOPLE = EnumSet.of(
            Kind.SUBSTITUTE_ASKED,
            Kind.SUBSTITUTE_DECLINED,
            Kind.SUBSTITUTE_TAKEN_BACK,
            Kind.SUBSTITUTE_NOT_ACCEPTED,
            Kind.SUBSTITUTE_NOBODY_ELSE);
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    static Stream<Arguments> mails() {
        return Stream.of("en", "de")
                .flatMap(language -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("mails")
    @DisplayName(
            "Every mail about a document begins with its number, asks one thing, and says the same as HTML and as text")
    void everyMailIsComplete(Kind kind, String language) throws IOException {
        var mail = new MailExamples(language).write(kind);
        keep(kind, language, mail);

        assertThat(mail.subject())
                .matches(
                        ABOUT_PEOPLE.contains(kind)
                                ? ".*Finn Finance \\(finance\\).*"
                                : "(Change \\d+ to |Änderung \\d+ zu )?((REQ|PO|INV|SO)-2026|POL)-\\d{6}: .+")
                .doesNotContain("{", "??", "null");
        assertThat(mail.html())
                .contains("lang=\"" + language + "\"", "name=\"color-scheme\"", "prefers-color-scheme: dark")
                .doesNotContain(" th:", "${", "??", "{0}", "{1}", "null", "<img", "background-image", "<script");
        assertThat(mail.text()).doesNotContain("<td", "&amp;", "${", "??", "{0}", "{1}", "null", " th:");
        assertThat(HREF.matcher(mail.html())
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .as("there is one place to go")
                .hasSize(1)
                .allSatisfy(address -> assertThat(mail.text()).contains(address));
        assertThat(mail.html().split("class=\"button\"", -1)).as("one button").hasSize(2);
        assertThat(mail.html().length()).as("mail programs cut longer ones off").isLessThan(100_000);
    }

    @Test
    @DisplayName(
            "R02: who approves an amount in another currency reads what it comes to in base currency, and at which rate")
    void theBaseCurrencyStandsBesideTheAmount() {
        var english = new MailExamples("en").write(Kind.APPROVAL_ASKED_IN_OTHER_CURRENCY);
        assertThat(english.text()).contains("1,000.00 USD (net of tax; 922.25 EUR at 1.0843 of 27 Feb 2026)");
        assertThat(english.html()).contains("net of tax; 922.25 EUR at 1.0843 of 27 Feb 2026");

        var german = new MailExamples("de").write(Kind.APPROVAL_ASKED_IN_OTHER_CURRENCY);
        assertThat(german.text()).contains("922,25 EUR").contains("1,0843");
        assertThat(german.html()).contains("922,25 EUR").contains("1,0843");
        assertThat(new MailExamples("en").write(Kind.APPROVAL_ASKED).text()).contains("2,998.80 EUR (net of tax)");
    }

    @ParameterizedTest
    @MethodSource("mails")
    @DisplayName("No mail mixes two languages")
    void noMailMixesLanguages(Kind kind, String language) {
        var text = new MailExamples(language).write(kind).text();

        if (language.equals("de")) {
            assertThat(text)
                    .doesNotContain("Dear ", "You get this mail", " please ", "Why you", "March")
                    .doesNotContainPattern("\\d,\\d{3}\\.\\d{2} EUR");
        } else {
            assertThat(text).doesNotContain("Sehr geehrte", "Bitte ", "Bestell").doesNotContain("März");
        }
    }

    private static void keep(Kind kind, String language, Message mail) throws IOException {
        Files.createDirectories(WRITTEN);
        var name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + language;
        Files.writeString(WRITTEN.resolve(name + ".html"), mail.html());
        Files.writeString(WRITTEN.resolve(name + ".txt"), "Subject: " + mail.subject() + "\n\n" + mail.text());
    }
}
