package org.countersign.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.operations.Remedy;
import org.countersign.people.Organization;
import org.countersign.policy.PolicyChangeRule;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class WordsTests {

    private static final MessageSource TEXTS = texts();
    private final Words german = words(Locale.GERMAN);
    private final Words english = words(Locale.ENGLISH);

    @Test
    @DisplayName("A refusal is said in the reader's language, with what it names")
    void aRefusalIsSaidInTheReadersLanguage() {
        var refusal = violation("purchasing", "UNKNOWN_LINE", "%s has no line %s.", "PO-2026-000001", 7);

        assertThat(german.sentence(refusal)).isEqualTo("PO-2026-000001 hat keine Position 7.");
        assertThat(english.sentence(refusal)).isEqualTo("PO-2026-000001 has no line 7.");
    }

    @Test
    @DisplayName(
            "Why an invoice is not paid is said in the reader's language, and what somebody wrote as they wrote it")
    void whyAnInvoiceIsHeldIsSaidInTheReadersLanguage() {
        var refusal = violation(
                "payment",
                "HELD_BECAUSE",
                "%s is not paid now. %s: %s",
                "INV-2026-000001",
                "Somebody holds it back",
                "Wrong goods");

        assertThat(german.sentence(refusal))
                .isEqualTo("INV-2026-000001 wird jetzt nicht bezahlt. Jemand hält sie an: Wrong goods");
        assertThat(english.sentence(refusal))
                .isEqualTo("INV-2026-000001 is not paid now. Somebody holds it back: Wrong goods");
    }

    @Test
    @DisplayName("The title of a payment is said in the reader's language; what people wrote stays as it is")
    void titlesOfPaymentsAreSaidInTheReadersLanguage() {
        assertThat(german.title("payment", "Pay inv 7 of House of Books"))
                .isEqualTo("inv 7 von House of Books bezahlen");
        assertThat(german.title("over-order", "Invoice RE-1 of Acme goes beyond its order"))
                .isEqualTo("Rechnung RE-1 von Acme geht über ihre Bestellung hinaus");
        assertThat(english.title("payment", "Pay inv 7 of House of Books")).isEqualTo("Pay inv 7 of House of Books");
        assertThat(german.title("requisition", "Pay rent of March")).isEqualTo("Pay rent of March");
    }

    @Test
    @DisplayName(
            "What was done about something stuck is said in words, with who is asked now, and other events are left to others")
    void remediesAreSaidInWords() {
        for (var remedy : Remedy.values()) {
            assertThat(english.putRight("stuck." + remedy.id(), Map.of())).startsWith("What was stuck: ");
            assertThat(german.putRight("stuck." + remedy.id(), Map.of())).startsWith("Was hing: ");
        }
        assertThat(german.putRight("stuck.reassignment", Map.of("to", "group:purchasing-agent")))
                .isEqualTo("Was hing: gefragt wird jetzt Einkauf");
        assertThat(english.putRight("stuck.reassignment", Map.of("to", "purchasing-agent")))
                .isEqualTo("What was stuck: Purchasing agents asked now");
        assertThat(english.putRight("approval.reminded", Map.of())).isNull();
    }

    @Test
    @DisplayName("Refusals name a time as the reader's clock and calendar show it, and who has decided by name")
    void timesAndPeopleAreSaidAsReadersKnowThem() {
        var organization = mock(Organization.class);
        when(organization.nameOf(new UserId("second-admin"))).thenReturn("Ben Okafor");
        var berlin = new Words(Locale.GERMAN, ZoneId.of("Europe/Berlin"), TEXTS, organization, Clock.systemUTC());

        assertThat(berlin.sentence(
                        new RuleViolation(PolicyChangeRule.TIME_HAS_PASSED, Instant.parse("2026-11-20T09:00:00Z"))))
                .startsWith("20.11.2026, 10:00 ist schon vorbei");
        assertThat(berlin.sentence(new RuleViolation(PolicyChangeRule.DECIDED_ALREADY, "second-admin")))
                .isEqualTo("Schon entschieden von Ben Okafor.");
    }

    @Test
    @DisplayName("Refusals name a status in words, in each language")
    void statusesAreSaidInWords() {
        var refusal = violation(
                "purchasing",
                "NOT_RECEIVABLE",
                "%s is %s; nothing can be received for it.",
                "PO-2026-000001",
                "CLOSED_SHORT");

        assertThat(german.sentence(refusal))
                .isEqualTo("PO-2026-000001 hat den Status „Mit Restmenge geschlossen“. Ein Wareneingang lässt sich dazu"
                        + " nicht buchen.");
        assertThat(english.sentence(refusal))
                .isEqualTo("PO-2026-000001 is closed short; nothing can be received for it.");
    }

    @ParameterizedTest
    @CsvSource({
        "purchasing, NOT_EDITABLE, IN_APPROVAL, In Freigabe",
        "purchasing, NOT_CANCELLABLE, DISPATCHED, An Lieferant gesendet",
        "purchasing, NOT_AWAITING_ANSWER, accepted already, Schon bestätigt",
        "dispatch, NOT_ANSWERABLE, CLOSED, Abgeschlossen",
        "invoicing, NOT_PAYABLE, APPROVED, Freigegeben",
        "invoicing, NOT_TO_BE_PAID_YET, IN_EXCEPTION, In Klärung"
    })
    @DisplayName("The module of a rule decides whose status it names")
    void theModuleDecidesWhoseStatusItIs(String module, String rule, String status, String words) {
        assertThat(german.sentence(violation(module, rule, "%s is %s.", "X-1", status)))
                .contains("X-1 hat den Status „" + words + "“");
    }

    @Test
    @DisplayName("A word that is no status of the module stays, and so does a key that looks like one")
    void otherWordsStay() {
        assertThat(german.sentence(violation("invoicing", "NOT_PAYABLE", "%s is %s.", "INV-1", "DISPATCHED")))
                .contains("„DISPATCHED“");
        assertThat(german.sentence(violation("purchasing", "SUPPLIER_UNKNOWN", "There is no supplier %s.", "CLOSED")))
                .isEqualTo("Es gibt keinen Lieferanten CLOSED.");
        assertThat(german.sentence(violation("purchasing", "SUPPLIER_UNKNOWN", "There is no supplier %s.", "10.20")))
                .isEqualTo("Es gibt keinen Lieferanten 10.20.");
    }

    @Test
    @DisplayName("Refusals write figures as the reader writes them (R14)")
    void figuresAreWrittenAsTheReaderDoes() {
        var refusal = violation(
                "purchasing",
                "OVER_RECEIPT",
                "Line %s: %s would be kept of %s ordered, and %s %% more are tolerated. Return the surplus (R14).",
                1,
                "1050.125",
                "1000",
                "2.5");

        assertThat(german.sentence(refusal))
                .startsWith("Position 1: 1.050,125 blieben hier, bestellt sind 1000, und höchstens 2,5 % mehr");
        assertThat(english.sentence(refusal))
                .isEqualTo("Line 1: 1,050.125 would be kept of 1000 ordered, and 2.5 % more are tolerated. Return the"
                        + " surplus.");
    }

    @Test
    @DisplayName("A refusal that we have no sentence for is said in English, letter by letter, without its number")
    void aRefusalWithoutATextIsSaidInEnglish() {
        var refusal = violation("none", "NEW_RULE", "The supplier's {answer} to '%s' is late (R11).", "{0} it's");

        assertThat(german.sentence(refusal)).isEqualTo("The supplier's {answer} to '{0} it's' is late.");
        assertThat(english.sentence(refusal)).isEqualTo("The supplier's {answer} to '{0} it's' is late.");
    }

    @Test
    @DisplayName("What a refusal says about its first field, it says in the reader's language")
    void aRefusalQuotesItsField() {
        var refusal = new RuleViolation(
                new ExampleRule("invoicing", "UNREADABLE_DOCUMENT", "The document cannot be read as an invoice: %s"),
                List.of(new FieldProblem("IssueDate", "is no date: \"soon\"")),
                "IssueDate is no date: \"soon\".");

        assertThat(german.sentence(refusal))
                .isEqualTo("Das Dokument lässt sich nicht als Rechnung lesen. IssueDate: „soon“ ist kein Datum.");
        assertThat(english.sentence(refusal))
                .isEqualTo("The document cannot be read as an invoice: IssueDate is no date: \"soon\".");
    }

    @Test
    @DisplayName("Phrases that refusals name are said in the reader's language, groups by their names (R20, R21)")
    void phrasesAreSaidInTheReadersLanguage() {
        assertThat(german.sentence(violation(
                        "invoicing",
                        "NOT_THE_HANDLER",
                        "%s answers to this difference, and nobody else (R20).",
                        "Somebody of the group accounts-payable")))
                .isEqualTo("Diese Abweichung klärt die Gruppe Kreditorenbuchhaltung, und niemand sonst.");
        assertThat(german.sentence(violation(
                        "mail",
                        "NOT_ANY_MORE",
                        "%s",
                        "PO-2026-000001 is CLOSED_SHORT: its mail is not sent any more.")))
                .isEqualTo("PO-2026-000001 ist mit Restmenge geschlossen; die E-Mail dazu wird nicht mehr gesendet.");
        assertThat(german.sentence(violation(
                        "payment",
                        "PARTY_NEVER_PAYS",
                        "You cannot book the payment of %s: you are the one who %s (R21).",
                        "INV-2026-000001",
                        "received goods of PO-2026-000007")))
                .isEqualTo(
                        "Die Zahlung von INV-2026-000001 können Sie nicht buchen, weil Sie am Vorgang beteiligt sind:"
                                + " Wareneingang zu PO-2026-000007.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQ-2026-000001 does not concern you.|REQ-2026-000001 betrifft Sie nicht.",
                "Something new it's {0}.|Something new it's {0}."
            })
    @DisplayName("Who may do what was refused is said in the reader's language (R03)")
    void whoMayIsSaidInTheReadersLanguage(String message, String sentence) {
        assertThat(german.sentence(new NotAllowed(message))).isEqualTo(sentence);
        assertThat(english.sentence(new NotAllowed(message))).isEqualTo(message);
    }

    @Test
    @DisplayName("Who is refused is told in plain words who may")
    void whoIsRefusedIsToldWhoMay() {
        var one = new NotAllowed(Group.PURCHASING_AGENT);
        var many = new NotAllowed(Group.IT_APPROVER, Group.ADMINISTRATOR, Group.CFO);

        assertThat(one.getMessage()).isEqualTo("This is only for purchasing agents.");
        assertThat(english.sentence(one)).isEqualTo("Only purchasing agents may do this.");
        assertThat(english.sentence(many))
                .isEqualTo("Only IT approvers, administrators and chief financial officers may do this.");
        assertThat(german.sentence(one)).isEqualTo("Das dürfen nur: Einkauf.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "has at most 200 characters|Höchstens 200 Zeichen.",
                "has at most 13 digits before and 6 behind the point|Höchstens 13 Stellen vor und 6 hinter dem Komma.",
                "is no date: \"31.12.\"|„31.12.“ ist kein Datum.",
                "there is no supplier S-2001|Es gibt keinen Lieferanten S-2001.",
                "there is no supplier Miller & Sons|Es gibt keinen Lieferanten Miller & Sons.",
                "has 1 to 50 letters, digits or . _ @ + -|1 bis 50 Zeichen: Buchstaben, Ziffern und . _ @ + -",
                "are like NET30, EOM or 2/10 NET30|Wie NET30, EOM oder 2/10 NET30.",
                "is an ISO 4217 code such as EUR|Bitte einen Code nach ISO 4217 angeben, wie EUR.",
                "is none that we know, it's {0}|is none that we know, it's {0}"
            })
    @DisplayName("Messages at fields are said in the reader's language, with the values in them")
    void messagesAtFieldsAreSaidInTheReadersLanguage(String message, String words) {
        var problem = new FieldProblem("field", message);

        assertThat(FormProblems.message(problem, german)).isEqualTo(words);
        assertThat(FormProblems.message(problem, english)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is required",
                "is required and above zero",
                "is required and not below zero",
                "is required: the number of the order line",
                "is required where something is rejected",
                "is required where no item is named",
                "is required where no known order says who the supplier is",
                "is required where there is no netAmount",
                "is required: why is the order declined?",
                "one line or more is required",
                "needs one line at least",
                "is empty",
                "are at most 1000",
                "has at most 1000 lines",
                "has 1 to 200 characters",
                "has 1 to 50 letters, digits or . _ @ + -, and is not \"system\"",
                "has 1 to 50 small letters, digits or -, and begins with a letter",
                "cannot be changed",
                "stands here twice",
                "is no unit that this line can be counted in; it knows XBX, EA",
                "does not come out exactly in the unit in which the line is counted",
                "are more than 10",
                "need UN/ECE Recommendation 20 codes such as XBX, XPK or EA",
                "name \"XBX\" twice; the item's own unit is EA",
                "need a factor above zero for \"XBX\", such as 12, 0.5 or 1/40",
                "do not come out exactly in the smallest of them: XBX",
                "occurs once",
                "is blocked; name another one",
                "there is no item I-1",
                "there is no cost centre CC-1",
                "there is no department D-1",
                "there is no person anna",
                "there is no group a, b",
                "would close a loop: a works for b works for a",
                "is not negative",
                "is zero or more",
                "must not be below zero",
                "must be above zero",
                "must not lie in the future",
                "lies between zero and the quantity that arrived",
                "is a percentage from 0 to 100",
                "is more than 0: units of the currency per one EUR",
                "is one of low, normal, high",
                "is one of ACCEPTED, DECLINED, CHANGES_PROPOSED",
                "is a line of the order, from 1 to 3",
                "is no line of PO-2026-000001: there is no line 9, only line 1",
                "is no line of PO-2026-000001: there is no line 9, only lines 1 to 3",
                "differs from the order; propose changes instead of accepting",
                "propose no change: give another date, quantity or price for one line at least",
                "is a UN/ECE Recommendation 20 code such as EA, KGM or HUR",
                "is a UN/ECE Recommendation 20 code such as EA, KGM, HUR",
                "is an ISO 4217 code such as USD",
                "is an ISO 639-1 code such as en",
                "is an ISO 3166-1 code of two letters such as DE",
                "is no ISO 4217 code",
                "is the base currency, which has no rate",
                "is no e-mail address",
                "can only be e-mail, and follows from the e-mail address",
                "is no IBAN, or its check digits are wrong",
                "is no GTIN, or its check digit is wrong",
                "is a name such as Europe/Berlin",
                "belongs to a country: name that too",
                "is one of BB, BE, BW, BY",
                "is left out, for no region has holidays of its own in LI",
                "is no decimal number: \"1,5\""
            })
    @DisplayName("Every message that services write at fields has its German")
    void everyMessageOfServicesHasItsGerman(String message) {
        assertThat(FormProblems.message(new FieldProblem("field", message), german))
                .isNotEqualTo(message)
                .doesNotContain("{");
    }

    private static RuleViolation violation(String module, String rule, String sentence, Object... arguments) {
        return new RuleViolation(new ExampleRule(module, rule, sentence), arguments);
    }

    private static Words words(Locale language) {
        return new Words(language, ZoneOffset.UTC, TEXTS, mock(Organization.class), Clock.systemUTC());
    }

    /** As application.yaml has them. */
    private static MessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames("texts/pages", "texts/rules");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }

    private record ExampleRule(String module, String name, String sentence) implements Rule {
        @Override
        public Refusal refusal() {
            return Refusal.CONFLICT;
        }
    }
}
