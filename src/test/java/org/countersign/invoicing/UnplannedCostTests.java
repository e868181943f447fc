package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.invoicing.ExceptionType.AMOUNT_OVER_ORDER;
import static org.countersign.invoicing.ExceptionType.UNMATCHED_LINE;
import static org.countersign.invoicing.ExceptionType.UNPLANNED_COST;
import static org.countersign.invoicing.MatchExamples.GOODS;
import static org.countersign.invoicing.MatchExamples.d;

import java.util.List;
import org.countersign.invoicing.MatchExamples.Bill;
import org.countersign.invoicing.MatchExamples.Order;
import org.countersign.shared.Limit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Freight and other cost that nobody ordered. */
class UnplannedCostTests {

    private static Tolerances upTo(String percent, String absolute) {
        return new Tolerances(
                MatchMode.THREE_WAY,
                Limit.ofBoth(d("2"), d("50")),
                Limit.NONE,
                Limit.ofPercent(d("0")),
                d("0.05"),
                d("0.05"),
                d("0.05"),
                null,
                new Limit(d(percent), d(absolute), false));
    }

    /** Ten at 10.00, all here; so many were invoiced before. */
    private static Order ten(String before) {
        return new Order().line("10", "10", before, "10.00", GOODS);
    }

    private static List<ExceptionType> types(MatchReport report) {
        return report.differences().stream().map(Difference::type).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Freight",
                "Shipping and handling",
                "Postage",
                "Packing",
                "Packaging charges",
                "Delivery fee",
                "Delivery to Hamburg",
                "Packing, handling",
                "Lieferung frei Haus",
                "Versand",
                "Frachtkosten",
                "Versandkosten",
                "Porto und Verpackung",
                "Verpackungspauschale",
                "Liefergebühr",
                "Maut"
            })
    @DisplayName("Freight, packing and the like are told by their words")
    void toldByWords(String description) {
        assertThat(UnplannedCost.isSaid(description)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Chair",
                "Packer",
                "Portofolio",
                "Delivered goods",
                "Packing tape 50 m",
                "Delivery van",
                "Versandkartons 100 Stück",
                "A table with a top of oak that is brought by freight",
                ""
            })
    @DisplayName("What is none of these, or is told at length, is not")
    void notToldByWords(String description) {
        assertThat(UnplannedCost.isSaid(description)).isFalse();
    }

    @Test
    @DisplayName("A line with a code of UNTDID 7161 is freight whatever it is called")
    void toldByCode() {
        assertThat(UnplannedCost.is(InvoiceDraft.Line.builder()
                        .item("FC")
                        .description("Zone 4")
                        .build()))
                .isTrue();
        assertThat(UnplannedCost.is(InvoiceDraft.Line.builder().item("FC-200").build()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 5.00, 5.00, true",
                "-, 5.00, 5.01, false",
                "10, 5.00, 5.01, false",
                "10, 20.00, 10.00, true",
                "10, 20.00, 10.01, false",
                "0, -, 0.01, false"
            })
    @DisplayName("R14: freight passes as a line and as a charge, up to the policy's limit and not a cent more")
    void upToTheLimit(String percent, String absolute, String freight, boolean passes) {
        var policy = upTo(percent, absolute);
        var line = new Bill()
                .line("1", "5", "10.00", "50.00")
                .naming(null, null, null, "Freight", "1", freight)
                .against(ten("0"), policy);
        assertThat(types(line)).isEqualTo(passes ? List.of() : List.of(UNPLANNED_COST));
        assertThat(line.lines().get(1).outcome()).isEqualTo(LineOutcome.UNPLANNED);
        var charge = new Bill().line("1", "5", "10.00", "50.00").charge(freight).against(ten("0"), policy);
        assertThat(types(charge)).isEqualTo(passes ? List.of() : List.of(UNPLANNED_COST));
    }

    @Test
    @DisplayName("R13: freight counts over all invoices of the order, and what was accepted beyond is not asked again")
    void countsOverAllInvoices() {
        var bill = new Bill().line("1", "5", "10.00", "50.00").charge("3.00");
        var order = new Order()
                .line("10", "10", "2", "10.00", GOODS)
                .before("24.00", "4.00", "0")
                .unplanned("4.00", "0");
        var report = bill.against(order, upTo(null, "5.00"));
        assertThat(types(report)).containsExactly(UNPLANNED_COST);
        assertThat(report.differences().get(0).amount()).isEqualByComparingTo("2.00");
        assertThat(report.differences().get(0).explanation().english())
                .isEqualTo("Freight and other cost that nobody ordered come to 7.00 EUR over all invoices of order"
                        + " PO-2026-000001; 5.00 EUR are tolerated: 2.00 EUR beyond that.");
        assertThat(types(bill.against(order.unplanned("8.00", "6.00"), upTo(null, "5.00"))))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R20: within the limit freight may pass the order's total; what is beyond both is for the approvers, once")
    void beyondTheOrder() {
        var policy = upTo(null, "5.00");
        assertThat(types(new Bill()
                        .line("1", "10", "10.00", "100.00")
                        .charge("5.00")
                        .against(ten("0"), policy)))
                .isEmpty();
        var report =
                new Bill().line("1", "10", "10.00", "100.00").charge("8.00").against(ten("0"), policy);
        assertThat(types(report)).containsExactly(AMOUNT_OVER_ORDER);
        assertThat(report.differences().get(0).amount()).isEqualByComparingTo("3.00");
        assertThat(types(new Bill()
                        .line("1", "10", "10.00", "100.00")
                        .charge("5.00")
                        .against(ten("0"), GOODS)))
                .as("a table that says nothing of freight")
                .containsExactly(AMOUNT_OVER_ORDER);
    }

    @Test
    @DisplayName("Other lines without an order line stay somebody's to answer, and so does freight without a limit")
    void otherLinesAreAsked() {
        var bill = new Bill().line("1", "5", "10.00", "50.00").naming(null, null, null, "Lamp", "1", "2.00");
        assertThat(types(bill.against(ten("0"), upTo(null, "5.00")))).containsExactly(UNMATCHED_LINE);
        var freight = new Bill().line("1", "5", "10.00", "50.00").naming(null, null, null, "Freight", "1", "2.00");
        assertThat(types(freight.against(ten("0"), GOODS))).containsExactly(UNMATCHED_LINE);
    }

    @Test
    @DisplayName(
            "An invoice over the freight alone is not taken for the goods; an ordered transport is paired with its line")
    void freightAloneIsNotTheGoods() {
        var bill = new Bill().naming(null, null, null, "Freight", "1", "4.00");
        assertThat(types(bill.against(ten("0"), upTo(null, "5.00")))).isEmpty();
        assertThat(bill.against(ten("0"), upTo(null, "5.00")).lines().get(0).orderLine())
                .isNull();
        var transport = new Order().line("1", "1", "0", "4.00", "0", GOODS, null, "Freight to Hamburg");
        assertThat(bill.against(transport, upTo(null, "5.00")).lines().get(0).orderLine())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R16: freight that is credited makes room for freight")
    void creditedFreightMakesRoom() {
        var report = new Bill()
                .line("1", "5", "10.00", "50.00")
                .charge("5.00")
                .credit()
                .against(
                        new Order()
                                .line("10", "5", "10", "10.00", GOODS)
                                .before("105.00", "5.00", "0")
                                .unplanned("5.00", "0"),
                        upTo(null, "5.00"));
        assertThat(types(report)).isEmpty();
    }
}
