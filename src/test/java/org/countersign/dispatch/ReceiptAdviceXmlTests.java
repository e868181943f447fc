package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.receiving.ReceiptExamples.announced;
import static org.countersign.receiving.ReceiptExamples.inspected;
import static org.countersign.receiving.ReceiptExamples.labelled;
import static org.countersign.receiving.ReceiptExamples.line;
import static org.countersign.receiving.ReceiptExamples.receipt;
import static org.mockito.Mockito.mock;

import com.helger.diagnostics.error.list.ErrorList;
import com.helger.ubl21.UBL21Marshaller;
import java.util.List;
import oasis.names.specification.ubl.schema.xsd.receiptadvice_21.ReceiptAdviceType;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.receiving.DespatchAdvice;
import org.countersign.receiving.DespatchExamples;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.ReceiptState;
import org.countersign.supplier.SupplierExamples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptAdviceXmlTests {

    private final ReceiptAdviceXml xml = new ReceiptAdviceXml(DispatchExamples.COMPANY, mock(ItemCatalog.class));
    private final PurchaseOrder order = PurchaseOrderExamples.ofLines(4);

    private ReceiptAdviceType written(GoodsReceipt receipt, List<GoodsReceipt> sameNote, DespatchAdvice announced) {
        var errors = new ErrorList();
        var read = UBL21Marshaller.receiptAdvice()
                .setCollectErrors(errors)
                .read(xml.write(receipt, sameNote, announced, order, SupplierExamples.abroad()));
        assertThat(errors.getAllErrors()).isEmpty();
        assertThat(read).isNotNull();
        return read;
    }

    @Test
    @DisplayName("A receipt is a valid UBL Receipt Advice: its order, delivery note, parties, lines, lots and serial"
            + " numbers")
    void aReceiptIsAValidReceiptAdvice() {
        var receipt = receipt(
                "GR-2026-000003",
                order,
                "LS-1",
                ReceiptState.BOOKED,
                labelled(line(1, "2.000000", "1.000000", "Cover torn", null), "L-77", "SN-1\nSN-2"),
                line(4, "1000.000000", "0.000000", null, null),
                labelled(line(3, "0.000125", "0", null, "GRM"), "L-78", null));

        var advice = written(receipt, List.of(receipt), null);

        assertThat(advice.getIDValue()).isEqualTo("GR-2026-000003");
        assertThat(advice.getIssueDateValueLocal()).hasToString("2026-03-05");
        assertThat(advice.getOrderReferenceAtIndex(0).getIDValue()).isEqualTo("PO-2026-000017");
        assertThat(advice.getDespatchDocumentReferenceAtIndex(0).getIDValue()).isEqualTo("LS-1");
        assertThat(advice.getDeliveryCustomerParty()
                        .getParty()
                        .getPartyNameAtIndex(0)
                        .getNameValue())
                .isEqualTo("Example Works GmbH");
        assertThat(advice.getDespatchSupplierParty()
                        .getParty()
                        .getPartyNameAtIndex(0)
                        .getNameValue())
                .isEqualTo("Grüne Möbel & Söhne OG");
        assertThat(advice.getLineCountNumericValue()).isEqualByComparingTo("3");
        var first = advice.getReceiptLineAtIndex(0);
        assertThat(first.getOrderLineReference().getLineIDValue()).isEqualTo("1");
        assertThat(first.getReceivedQuantityValue()).hasToString("2");
        assertThat(first.getReceivedQuantity().getUnitCode()).isEqualTo("EA");
        assertThat(first.getReceivedDateValueLocal()).hasToString("2026-03-04");
        assertThat(first.getRejectedQuantityValue()).hasToString("1");
        assertThat(first.getRejectedQuantity().getUnitCode()).isEqualTo("EA");
        assertThat(first.getRejectReasonCodeValue()).isEqualTo("REFUSED_ON_ARRIVAL");
        assertThat(first.getRejectReasonCode().getListID()).isEqualTo(ReceiptAdviceXml.REASONS);
        assertThat(first.getRejectReasonAtIndex(0).getValue()).isEqualTo("Cover torn");
        assertThat(first.getShortQuantity()).as("nothing was announced").isNull();
        var pieces = first.getItemAtIndex(0).getItemInstance();
        assertThat(pieces).extracting(piece -> piece.getSerialIDValue()).containsExactly("SN-1", "SN-2");
        assertThat(pieces)
                .extracting(piece -> piece.getLotIdentification().getLotNumberIDValue())
                .containsOnly("L-77");
        var cable = advice.getReceiptLineAtIndex(1);
        assertThat(cable.getReceivedQuantityValue()).hasToString("1000");
        assertThat(cable.getReceivedQuantity().getUnitCode()).isEqualTo("MTR");
        assertThat(cable.getRejectedQuantity()).isNull();
        var little = advice.getReceiptLineAtIndex(2);
        assertThat(little.getReceivedQuantityValue().toPlainString()).isEqualTo("0.000125");
        assertThat(little.getReceivedQuantity().getUnitCode()).isEqualTo("GRM");
        assertThat(little.getItemAtIndex(0).getItemInstance()).hasSize(1);
    }

    @Test
    @DisplayName(
            "What its inspection refused counts as rejected beside what was refused at the door, with both reasons")
    void whatAnInspectionRefusedIsRejected() {
        var receipt = receipt(
                "GR-2026-000003",
                order,
                null,
                ReceiptState.BOOKED,
                inspected(line(2, "60.5", "0.5", "Wet", null), "10.25", "Too soft"),
                inspected(line(3, "7.5", "0", null, null), "1", "Not done"));

        var advice = written(receipt, List.of(receipt), null);

        assertThat(advice.getDespatchDocumentReference()).isEmpty();
        var wax = advice.getReceiptLineAtIndex(0);
        assertThat(wax.getRejectedQuantityValue()).isEqualByComparingTo("10.75");
        assertThat(wax.getRejectReason())
                .extracting(reason -> reason.getValue())
                .containsExactly("Wet", "Too soft");
        assertThat(advice.getReceiptLineAtIndex(1).getRejectReasonCodeValue()).isEqualTo("FAILED_INSPECTION");
    }

    @Test
    @DisplayName(
            "Beside what was announced a line says what is short of it or over it, and a line of which nothing came is"
                    + " short as a whole")
    void whatIsShortOfTheAnnouncedIsSaid() {
        var first = receipt("GR-2026-000003", order, "LS-1", ReceiptState.BOOKED, line(3, "60", "0", null, null));
        var second = receipt(
                "GR-2026-000004",
                order,
                "LS-1",
                ReceiptState.BOOKED,
                line(3, "30000", "0", null, "GRM"),
                line(4, "11.5", "0", null, null),
                line(2, "7.5", "0", null, null));
        var announced = announced(
                "LS-1",
                order,
                DespatchExamples.line("1", "3", "EA", null),
                DespatchExamples.line("3", "100", "KGM", null),
                DespatchExamples.line("4", "10", "MTR", null),
                DespatchExamples.line("2", "7.5", "HUR", null));

        var advice = written(second, List.of(first, second), announced);

        assertThat(advice.getDespatchDocumentReferenceAtIndex(0).getIssueDateValueLocal())
                .hasToString("2026-03-01");
        assertThat(advice.getReceiptLineAtIndex(0).getShortQuantityValue()).isEqualByComparingTo("10");
        assertThat(advice.getReceiptLineAtIndex(0).getShortQuantity().getUnitCode())
                .isEqualTo("KGM");
        assertThat(advice.getReceiptLineAtIndex(1).getOversupplyQuantityValue()).isEqualByComparingTo("1.5");
        assertThat(advice.getReceiptLineAtIndex(2).getShortQuantity()).isNull();
        var absent = advice.getReceiptLineAtIndex(3);
        assertThat(absent.getIDValue()).isEqualTo("1");
        assertThat(absent.getReceivedQuantityValue()).isEqualByComparingTo("0");
        assertThat(absent.getShortQuantityValue()).isEqualByComparingTo("3");
        assertThat(advice.getLineCountNumericValue()).isEqualByComparingTo("4");
    }

    @ParameterizedTest
    @CsvSource({"LATE_SENT_BACK, LATE", "SURPLUS_SENT_BACK, NOT_ORDERED"})
    @DisplayName("What was sent back as late or as more than ordered is rejected as a whole, and says why")
    void whatWasSentBackIsRejectedAsAWhole(ReceiptState state, String code) {
        var receipt = receipt("GR-2026-000003", order, "LS-1", state, line(1, "2", "1", "Cover torn", null));

        var line = written(receipt, List.of(receipt), null).getReceiptLineAtIndex(0);

        assertThat(line.getRejectedQuantityValue()).isEqualByComparingTo("2");
        assertThat(line.getRejectReasonCodeValue()).isEqualTo(code);
        assertThat(line.getRejectReason()).hasSize(2);
    }
}
