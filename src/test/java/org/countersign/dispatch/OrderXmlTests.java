package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.diagnostics.error.list.ErrorList;
import com.helger.ubl21.UBL21Marshaller;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.supplier.SupplierExamples;
import org.junit.jupiter.api.Test;

class OrderXmlTests {

    private final OrderXml xml = DispatchExamples.xml();

    @Test
    void anOrderIsAValidUblOrder() {
        var bytes = xml.write(PurchaseOrderExamples.ofLines(8), SupplierExamples.abroad());

        var errors = new ErrorList();
        var order = UBL21Marshaller.order().setCollectErrors(errors).read(bytes);
        assertThat(errors.getAllErrors()).isEmpty();
        assertThat(order).isNotNull();
        assertThat(order.getIDValue()).isEqualTo("PO-2026-000017");
        assertThat(order.getDocumentCurrencyCodeValue()).isEqualTo("EUR");
        assertThat(order.getOrderLine()).hasSize(8);
        var fourth = order.getOrderLine().get(3).getLineItem();
        assertThat(fourth.getQuantityValue()).isEqualByComparingTo("1250.5");
        assertThat(fourth.getQuantity().getUnitCode()).isEqualTo("MTR");
        assertThat(fourth.getPrice().getPriceAmountValue()).isEqualByComparingTo("0.4375");
        assertThat(fourth.getLineExtensionAmountValue()).isEqualByComparingTo("547.09");
        assertThat(order.getTaxTotalAtIndex(0).getTaxSubtotal()).hasSize(3);
    }

    @Test
    void itsTotalsAddUp() {
        var order =
                UBL21Marshaller.order().read(xml.write(PurchaseOrderExamples.ofOneLine(), SupplierExamples.abroad()));

        assertThat(order).isNotNull();
        var total = order.getAnticipatedMonetaryTotal();
        assertThat(total.getLineExtensionAmountValue()).isEqualByComparingTo("2998.80");
        assertThat(order.getTaxTotalAtIndex(0).getTaxAmountValue()).isEqualByComparingTo("569.77");
        assertThat(total.getPayableAmountValue()).isEqualByComparingTo("3568.57");
    }

    @Test
    void longAndForeignTextsStayValid() {
        assertThat(UBL21Marshaller.order().read(xml.write(OrderPdfTests.longAndForeign(), SupplierExamples.abroad())))
                .isNotNull();
    }
}
