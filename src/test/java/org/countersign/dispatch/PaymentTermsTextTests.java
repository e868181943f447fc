package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.countersign.shared.TemplatesExamples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentTermsTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NET30|30 days net",
                "net 14|14 days net",
                "NET0|Immediately, net",
                "EOM|At the end of the month, net",
                "2/10 NET30|2 % discount within 10 days, 30 days net",
                "2/10 EOM+15|2 % discount within 10 days, 15 days after the end of the month, net",
                "3/8 30 DAYS EOM ON NET|3 % discount on the amount without tax within 8 days, at the end of the month 30 days"
                        + " after the invoice, net",
                "50% NET0, 50% NET30|50 %: immediately, net; 50 %: 30 days net",
                "by arrangement|by arrangement"
            })
    void termsAreSaidInWords(String terms, String words) {
        assertThat(new PaymentTermsText(TemplatesExamples.shipped()).inWords(terms, Locale.ENGLISH))
                .isEqualTo(words);
    }
}
