package org.countersign.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.receiving.DespatchExamples.advice;
import static org.countersign.receiving.DespatchExamples.line;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.receiving.AdvisedLine.Difference;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DespatchReaderTests {

    @Test
    @DisplayName("An advice says its number, sender, order, day, quantities, lots and serial numbers")
    void anAdviceIsRead() {
        var read = DespatchReader.read(advice(
                "LS-7", "PO-2026-000017", line("1", "2", "EA", "L-1", "SN-1", "SN-2"), line("2", "5", "kgm", null)));
        assertThat(read.number()).isEqualTo("LS-7");
        assertThat(read.sender()).isEqualTo("Wachs GmbH");
        assertThat(read.expected()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(read.lines())
                .extracting(
                        DespatchReader.Line::order,
                        DespatchReader.Line::orderLine,
                        DespatchReader.Line::unit,
                        DespatchReader.Line::lot,
                        DespatchReader.Line::serials)
                .containsExactly(
                        tuple("PO-2026-000017", "1", "EA", "L-1", "SN-1\nSN-2"),
                        tuple("PO-2026-000017", "2", "KGM", null, null));
    }

    @Test
    @DisplayName("The published example of OASIS is read")
    void thePublishedExampleIsRead() throws IOException {
        var file = Path.of("..", "shared", "data", "oasis-ubl", "UBL-DespatchAdvice-2.0-Example.xml");
        Assumptions.assumeTrue(Files.exists(file));
        var read = DespatchReader.read(Files.readAllBytes(file));
        assertThat(read.number()).isEqualTo("565899");
        assertThat(read.sender()).isEqualTo("Consortial");
        assertThat(read.expected()).isEqualTo(LocalDate.of(2005, 6, 21));
        var line = read.lines().get(0);
        assertThat(line.order()).isEqualTo("AEG012345");
        assertThat(line.orderLine()).isEqualTo("1");
        assertThat(line.quantity()).isEqualByComparingTo("90");
        assertThat(line.unit()).isEqualTo("KGM");
        assertThat(line.items()).contains("6578489", "17589683");
        assertThat(line.lot()).isEqualTo("546378239");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><DespatchAdvice xmlns='urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2'>&x;</DespatchAdvice>",
                "<DespatchAdvice xmlns='urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2'/>"
            })
    @DisplayName("What is no advice, or would reach for files, is refused in a sentence")
    void whatIsNoAdviceIsRefused(String text) {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> DespatchReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo(ReceivingRule.UNREADABLE_ADVICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "0.0000001", "12345678901234"})
    @DisplayName("A quantity that would not be kept as it is said is refused, never rounded")
    void quantitiesThatAreNotKeptAreRefused(String quantity) {
        var advice = advice("LS-7", "PO-2026-000017", line("1", quantity, "EA", null));
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> DespatchReader.read(advice))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo(ReceivingRule.UNREADABLE_ADVICE));
    }

    @Test
    @DisplayName("An advice beside its order tells what is more, less, not ordered, in another unit and not announced")
    void differencesAreTold() {
        var order = PurchaseOrderExamples.ofLines(4);
        var read = DespatchReader.read(advice(
                "LS-8",
                "PO-2026-000017",
                line("1", "2", "EA", null),
                line("2", "8", "HUR", null),
                line("3", "100000", "GRM", null),
                line("9", "1", "EA", null)));
        var advice = new DespatchAdvice(
                "id",
                read,
                order.number(),
                read.lines().stream()
                        .map(line -> new DespatchAdvice.Line(
                                "9".equals(line.orderLine()) ? null : Integer.valueOf(line.orderLine()),
                                null,
                                null,
                                line.quantity(),
                                line.unit(),
                                null,
                                null))
                        .toList(),
                "f",
                Instant.EPOCH,
                new UserId("anna"));
        assertThat(AdvisedLine.compare(advice, order))
                .extracting(AdvisedLine::orderLine, AdvisedLine::difference, one -> String.valueOf(one.by()))
                .containsExactly(
                        tuple(1, Difference.LESS, "1 EA"),
                        tuple(2, Difference.MORE, "0.5 HUR"),
                        tuple(3, Difference.NONE, "null"),
                        tuple(null, Difference.NOT_ORDERED, "null"),
                        tuple(4, Difference.NOT_ANNOUNCED, "1250.5 MTR"));
        assertThat(AnnouncedLine.of(advice, order.line(3)).orElseThrow().quantity())
                .isEqualByComparingTo(new BigDecimal("100"));
        assertThat(AnnouncedLine.of(advice, order.line(4))).isEmpty();
    }
}
