package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.OrderPaperExamples;
import org.countersign.dispatch.SupplierLetters;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.shared.TemplatesExamples;
import org.countersign.supplier.SupplierExamples;
import org.junit.jupiter.api.Test;

class SupplierMailsTests {

    private static final String LINK = "https://buy.example.org/supplier/orders/"
            + "AAAAAGnNKxYBAgMEBQYHCAlQTy0yMDI2LTAwMDAxN8Zb0Zb3kq9uT2oY5m1Yb0m0m1Yb0m0m1Yb0m0m1Yb0";

    private final OrderPaper paper = OrderPaperExamples.shipped();
    private final SupplierMails mails = new SupplierMails(
            new Letters(TemplatesExamples.shipped()), TemplatesExamples.shipped(), paper, Written.COMPANY);

    @Test
    void theOrderComesWithWhatMattersAndTheWayToAnswer() {
        var mail = order();

        assertThat(mail.subject())
                .isEqualTo("PO-2026-000017: please confirm our order, Supplies for the second quarter");
        assertThat(mail.text())
                .contains("Dear Sir or Madam", "as a PDF, and as a UBL 2.1 Order (XML)")
                .contains("1,893.53 EUR", "2 % discount within 10 days, 30 days net")
                .contains(LINK, "The link works until 1 April 2026")
                .contains("Example Works GmbH, Musterweg 12, 20095 Hamburg, Germany");
        assertThat(mail.html()).contains("href=\"" + LINK + "\"").doesNotContain("Countersign");
    }

    @Test
    void aReminderSaysWhenTheOrderWasSent() {
        var mail = reminder();

        assertThat(mail.subject()).isEqualTo("PO-2026-000017: please confirm our order (reminder 2)");
        assertThat(mail.text()).contains("we sent you our order PO-2026-000017 on 2 March 2026", LINK);
    }

    SupplierLetters.Letter order() {
        return mails.order(
                PurchaseOrderExamples.ofLines(4),
                SupplierExamples.abroad(),
                LINK,
                Instant.parse("2026-04-01T09:00:00Z"));
    }

    SupplierLetters.Letter reminder() {
        return mails.reminder(
                PurchaseOrderExamples.dispatched(PurchaseOrderExamples.ofOneLine()),
                SupplierExamples.abroad(),
                LINK,
                Instant.parse("2026-04-04T09:00:00Z"),
                2);
    }
}
