package org.countersign.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.countersign.shared.Company;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class BankFileTests {

    private static final PaymentRunNumber RUN = new PaymentRunNumber("PAY-2026-000001");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final BankFile file = new BankFile(
            new PaymentSettings("DE89 3704 0044 0532 0130 00", "COBADEFFXXX", null, new BigDecimal("8")),
            new Company(
                    "Müller & Söhne",
                    "",
                    "",
                    "Köln",
                    "DE",
                    null,
                    null,
                    null,
                    ZoneId.of("Europe/Berlin"),
                    Currency.getInstance("EUR")));

    @Test
    @DisplayName("A run is a pain.001.001.09 that its schema takes, with sums to the cent and credit notes taken off")
    void aRunIsWhatTheSchemaWants() throws Exception {
        var run = new PaymentRun(RUN, LocalDate.of(2026, 3, 5), new UserId("finance"), NOW);
        var transfers = Transfer.of(List.of(
                item(1, 1, "RE-1", "1000.10", false, "EUR", "FR1420041010050500013M02606", null),
                item(2, 1, "GS-1", "0.15", true, "EUR", "FR1420041010050500013M02606", null),
                item(3, 2, "JP 7", "5000", false, "JPY", "CH9300762011623852957", "UBSWCHZH80A"),
                item(4, 3, "RE-2", "7.5", false, "EUR", "BR1800360305000010009795493C1", null)));

        var bytes = file.write(run, transfers, NOW);

        assertThatCode(() -> SchemaFactory.newDefaultInstance()
                        .newSchema(getClass().getResource("/pain.001.001.09.xsd"))
                        .newValidator()
                        .validate(new StreamSource(new ByteArrayInputStream(bytes))))
                .doesNotThrowAnyException();
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("<MsgId>PAY-2026-000001</MsgId>")
                .contains("<CtrlSum>6007.45</CtrlSum>")
                .contains("<InstdAmt Ccy=\"EUR\">999.95</InstdAmt>")
                .contains("<InstdAmt Ccy=\"JPY\">5000</InstdAmt>")
                .contains("<EndToEndId>PAY-2026-000001-1</EndToEndId>")
                .contains("<Ustrd>RE-1 -GS-1</Ustrd>")
                .contains("<Nm>Mueller + Soehne</Nm>")
                .contains("<TwnNm>Koeln</TwnNm>")
                .doesNotContain("<Ctry>FR</Ctry>")
                .contains("<PmtInfId>PAY-2026-000001-EUR</PmtInfId>")
                .contains("<PmtInfId>PAY-2026-000001-EUR-X</PmtInfId>");
        assertThat(file.write(run, transfers, NOW)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("An own account that no bank would know stops the start, however it is written otherwise")
    void anOwnAccountIsOneThatABankKnows() {
        assertThat(new PaymentSettings("de89 3704 0044 0532 0130 00", "cobadeff xxx", null, BigDecimal.TEN))
                .satisfies(settings -> assertThat(settings.iban()).isEqualTo("DE89370400440532013000"))
                .satisfies(settings -> assertThat(settings.bic()).isEqualTo("COBADEFFXXX"));
        assertThat(new PaymentSettings(" ", "", null, BigDecimal.TEN).iban()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaymentSettings("DE88370400440532013000", null, null, BigDecimal.TEN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaymentSettings("DE89370400440532013000", "COBA", null, BigDecimal.TEN));
    }

    @Test
    @DisplayName("A discount is worth what it earns in a year: 2 % for 20 days are 37.24 %")
    void aDiscountIsWorthWhatItEarnsInAYear() {
        var early = LocalDate.of(2026, 3, 11);
        assertThat(DiscountRule.yearly(new BigDecimal("1000"), new BigDecimal("20"), early, early.plusDays(20)))
                .isEqualByComparingTo("37.24");
        assertThat(DiscountRule.yearly(new BigDecimal("1000"), new BigDecimal("5"), early, early.plusDays(50)))
                .isEqualByComparingTo("3.67");
        assertThat(DiscountRule.yearly(new BigDecimal("1000"), new BigDecimal("20"), early, early))
                .isGreaterThan(new BigDecimal("1000"));
    }

    private static PaymentRunItem item(
            int position,
            int transfer,
            String number,
            String amount,
            boolean credit,
            String currency,
            String iban,
            String bic) {
        var item = new PaymentRunItem();
        ReflectionTestUtils.setField(item, "id", RUN + "/" + position);
        ReflectionTestUtils.setField(item, "run", RUN.value());
        ReflectionTestUtils.setField(item, "position", position);
        ReflectionTestUtils.setField(item, "transfer", transfer);
        ReflectionTestUtils.setField(item, "invoice", "INV-" + position);
        ReflectionTestUtils.setField(item, "number", number);
        ReflectionTestUtils.setField(item, "credit", credit);
        ReflectionTestUtils.setField(item, "supplier", "S-1");
        ReflectionTestUtils.setField(item, "creditor", "Société Générale d’Été");
        ReflectionTestUtils.setField(item, "iban", iban);
        ReflectionTestUtils.setField(item, "bic", bic);
        ReflectionTestUtils.setField(item, "country", "FR");
        ReflectionTestUtils.setField(item, "currency", currency);
        ReflectionTestUtils.setField(item, "amount", new BigDecimal(amount));
        ReflectionTestUtils.setField(item, "discount", BigDecimal.ZERO);
        ReflectionTestUtils.setField(item, "state", PaymentState.SENT);
        return item;
    }
}
