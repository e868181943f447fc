package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SupplierMailsTests {

    private final MailExamples examples = new MailExamples("en");

    @Test
    void theOrderComesWithWhatMattersAndTheWayToAnswer() {
        var mail = examples.order();

        assertThat(mail.subject())
                .isEqualTo("PO-2026-000017: please confirm our order, Supplies for the second quarter");
        assertThat(mail.text())
                .contains("Dear Sir or Madam", "as a PDF, and as a UBL 2.1 Order (XML)")
                .contains("1,893.53 EUR", "2 % discount within 10 days, 30 days net")
                .contains(MailExamples.LINK, "The link works until 1 April 2026")
                .contains("Example Works GmbH, Musterweg 12, 20095 Hamburg, Germany");
        assertThat(mail.html()).contains("href=\"" + MailExamples.LINK + "\"").doesNotContain("Countersign");
    }

    @Test
    void aReminderSaysWhenTheOrderWasSent() {
        var mail = examples.reminder();

        assertThat(mail.subject()).isEqualTo("PO-2026-000017: please confirm our order (reminder 2)");
        assertThat(mail.text()).contains("we sent you our order PO-2026-000017 on 2 March 2026", MailExamples.LINK);
    }
}
