package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class FrozenAmountTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Currency EUR = Currency.getInstance("EUR");

    private final ApprovalExamples examples = new ApprovalExamples();

    /** Chairs for 12,345.60 USD. */
    private static ApprovalSubject worth(String baseAmount, String rate) {
        return new ApprovalSubject(
                        ApprovalExamples.DOCUMENT,
                        ApprovalKind.REQUISITION,
                        "Chairs",
                        new UserId("requester"),
                        Map.of(),
                        Money.of("12345.60", "USD"),
                        null,
                        "normal",
                        Set.of(new Portion("office", "APPROVED", "CC-100", "PROD")))
                .worth(new BigDecimal(baseAmount), new UsedRate(new BigDecimal(rate), DAY, EUR));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @DisplayName("R12: the amount is rounded once, when it is said; the rate is said as it was given")
    @CsvSource(textBlock = """
        1844.5079774970 | 1.0843         | 1,844.51 EUR at 1.0843 of 20 Nov 2026 | 1.844,51 EUR zum Kurs 1,0843 vom 20.11.2026
        0.005           | 161.2500000000 | 0.01 EUR at 161.25 of 20 Nov 2026     | 0,01 EUR zum Kurs 161,25 vom 20.11.2026
        12345678.9      | 1000.0000      | 12,345,678.90 EUR at 1000 of 20 Nov 2026 | 12.345.678,90 EUR zum Kurs 1.000 vom 20.11.2026
        """, delimiter = '|')
    void itIsSaid(String amount, String rate, String english, String german) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames("texts/rules");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        var said = new UsedRate(new BigDecimal(rate), DAY, EUR).explain(new BigDecimal(amount));

        assertThat(said.english()).isEqualTo(english);
        assertThat(said.in(Locale.ENGLISH, texts)).isEqualTo(english);
        assertThat(said.in(Locale.GERMANY, texts)).isEqualTo(german);
    }

    @Test
    @DisplayName("R02: rate and day are frozen with the steps, and every step says them")
    void theRateIsFrozenWithTheSteps() {
        examples.policyAsks("1 line-manager", "2 group:cfo");
        examples.approvals.freeze(examples.approvals.route(worth("500", "24.6912")));
        examples.open();

        var question = examples.approvals.question(examples.stepFor("manager"));
        assertThat(question.baseAmount()).isEqualTo("500");
        assertThat(question.rate()).isEqualTo(new UsedRate(new BigDecimal("24.6912"), DAY, EUR));
        assertThat(examples.records.of(ApprovalExamples.DOCUMENT)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.amount())
                    .isEqualTo(new FrozenAmount(
                            new BigDecimal("12345.60"),
                            "USD",
                            new BigDecimal("500"),
                            "EUR",
                            new BigDecimal("24.6912"),
                            DAY));
            assertThat(String.valueOf(entry.amount().converted())).isEqualTo("500.00 EUR at 24.6912 of 20 Nov 2026");
        });
        assertThat(examples.audit.get(0).toString()).contains("24.6912", "2026-11-20", "12345.60 USD");
    }

    @Test
    @DisplayName("What would be asked says the rate as well")
    void whatIsForeseenSaysIt() {
        examples.policyAsks("1 line-manager");
        var amount = examples.approvals.route(worth("500", "24.6912"));

        assertThat(amount.subject().rate()).isEqualTo(new UsedRate(new BigDecimal("24.6912"), DAY, EUR));
        assertThat(amount.subject().with(ApprovalSubject.Accumulation.NOTHING).rate())
                .isNotNull();
    }

    @Test
    @DisplayName("R08: a substitute’s limit is compared with the frozen amount in base currency, to the last digit")
    void theSubstitutesLimit() {
        examples.policyAsks("1 line-manager");
        examples.people.add("sue", "cfo");
        examples.away("manager", "sue", 5, new BigDecimal("500"));
        examples.approvals.freeze(examples.approvals.route(worth("500.0000000001", "24.6912")));
        examples.open();
        assertThat(examples.asked()).containsExactly("manager");

        examples.approvals.freeze(examples.approvals.route(worth("500.0000000000", "24.6912")));
        examples.open();
        assertThat(examples.asked()).containsExactly("manager", "sue");
    }

    @Test
    @DisplayName("R04: the chain of managers ends with whose limit covers the frozen amount, not the document’s own")
    void theManagersLimit() {
        examples.policyAsks("1 manager-within-limit");
        examples.people.limit("manager", "499.99");
        examples.people.limit("department-head", "500");
        examples.approvals.freeze(examples.approvals.route(worth("500", "24.6912")));
        examples.open();

        assertThat(examples.asked()).containsExactly("department-head");
    }

    @Test
    @DisplayName("R03: where nobody could be asked at first, the rate of the answer counts that could be given")
    void theRateOfTheAnswer() {
        examples.approvals.freeze(
                examples.approvals.route(worth("500", "24.6912").worth(null, null)));
        assertThat(examples.approvals.unanswered(ApprovalExamples.DOCUMENT).rate())
                .isNull();

        examples.policyAsks("1 line-manager");
        examples.resubmitted.add(worth("500", "24.6912"));
        examples.approvals.routeAgain(ApprovalExamples.DOCUMENT);
        examples.resubmitted.add(worth("1", "12345.6"));
        examples.approvals.routeAgain(ApprovalExamples.DOCUMENT);

        assertThat(examples.cycle().number()).isEqualTo(1);
        assertThat(examples.cycle().rate()).isEqualTo(new UsedRate(new BigDecimal("24.6912"), DAY, EUR));
        assertThat(examples.cycle().baseAmount()).isEqualTo("500");
    }

    @Test
    @DisplayName("R09: a new round has the rate of its own submission, and the one before keeps its own")
    void aNewRound() {
        examples.policyAsks("1 line-manager");
        examples.approvals.freeze(examples.approvals.route(worth("500", "24.6912")));
        examples.open();
        examples.answer("manager", Decision.RETURN, "Think again");
        examples.resubmitted.add(worth("250", "49.3824"));
        examples.approvals.routeAgain(ApprovalExamples.DOCUMENT);

        assertThat(examples.records.of(ApprovalExamples.DOCUMENT))
                .extracting(entry -> entry.cycle() + " " + entry.amount().exchangeRate())
                .containsExactly("1 24.6912", "2 49.3824");
    }

    @Test
    @DisplayName("Nothing is said of a rate where nothing was converted")
    void inBaseCurrency() {
        examples.policyAsks("1 line-manager").submitted();

        var amount = examples.records.of(ApprovalExamples.DOCUMENT).get(0).amount();
        assertThat(amount.baseAmount()).isEqualTo("12345.60");
        assertThat(amount.exchangeRate()).isNull();
        assertThat(amount.converted()).isNull();
    }
}
