package org.countersign.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.countersign.payment.BankMessage.Kind;
import org.countersign.payment.BankMessage.Outcome;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankMessageTests {

    @Test
    void aStatusReportSaysOfEachTransferWhatBecameOfIt() {
        var message = read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>STS-1</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>PAY-2026-000001</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts>
            <TxInfAndSts><StsId>7</StsId><OrgnlEndToEndId>PAY-2026-000001-1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
            <TxInfAndSts><OrgnlEndToEndId>PAY-2026-000001-2</OrgnlEndToEndId><TxSts>RJCT</TxSts>
            <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account closed</AddtlInf></StsRsnInf></TxInfAndSts>
            <TxInfAndSts><OrgnlEndToEndId>PAY-2026-000001-3</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts>
            </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """);

        assertThat(message.kind()).isEqualTo(Kind.PAIN_002);
        assertThat(message.id()).isEqualTo("STS-1");
        assertThat(message.entries())
                .extracting(BankMessage.Entry::outcome)
                .containsExactly(Outcome.PAID, Outcome.FAILED, Outcome.UNDER_WAY);
        assertThat(message.entries().get(1).reason()).isEqualTo("AC04 Account closed");
        assertThat(message.entries()).extracting(BankMessage.Entry::id).doesNotHaveDuplicates();
    }

    @Test
    void aFileThatIsRefusedAsAWholeIsOneEntry() {
        var message = read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>STS-2</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>PAY-2026-000001</OrgnlMsgId><GrpSts>RJCT</GrpSts>
            <StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
            """);

        assertThat(message.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.run()).isEqualTo("PAY-2026-000001");
            assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(entry.reason()).isEqualTo("AM05");
        });
    }

    @Test
    void aNotificationSaysWhatLeftTheAccountAndWhatCameBack() {
        var message = read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>NTF-1</MsgId></GrpHdr><Ntfctn><Id>1</Id>
            <Ntry><Amt Ccy="EUR">176.40</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
            <AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>PAY-2026-000001-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs>
            <EndToEndId>PAY-2026-000001-2</EndToEndId></Refs><RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts><NtryDtls><TxDtls><Refs>
            <EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
            """);

        var first = message.entries().get(0);
        assertThat(first.outcome()).isEqualTo(Outcome.PAID);
        assertThat(first.amount()).isEqualByComparingTo(new BigDecimal("176.40"));
        assertThat(first.currency()).isEqualTo("EUR");
        assertThat(first.bookedOn()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(message.entries().get(1).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(message.entries().get(1).reason()).isEqualTo("AC01");
        assertThat(message.entries().get(2).outcome()).isEqualTo(Outcome.UNDER_WAY);
        assertThat(message.entries().get(2).endToEndId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<Invoice/>",
                "<Document><CstmrPmtStsRpt><GrpHdr/></CstmrPmtStsRpt></Document>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM"
                        + " 'file:///etc/passwd'>]><Document><CstmrPmtStsRpt><GrpHdr><MsgId>&x;</MsgId></GrpHdr></CstmrPmtStsRpt></Document>"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void anInstructionThatIsRefusedIsSaidBesideWhatIsSaidOfOthers() {
        var message = read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>STS-3</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>PAY-2026-000001</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>PAY-2026-000001-EUR</OrgnlPmtInfId>
            <TxInfAndSts><OrgnlEndToEndId>PAY-2026-000001-1</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts></OrgnlPmtInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>PAY-2026-000001-USD-X</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>
            <StsRsnInf><Rsn><Cd>AM03</Cd></Rsn></StsRsnInf></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """);

        assertThat(message.entries()).hasSize(2);
        assertThat(message.entries().get(1)).satisfies(entry -> {
            assertThat(entry.run()).isEqualTo("PAY-2026-000001");
            assertThat(entry.instruction()).isEqualTo("PAY-2026-000001-USD-X");
            assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(entry.reason()).isEqualTo("AM03");
        });
    }

    @Test
    void aSumWithoutItsTransfersIsKeptForAPerson() {
        var message = read(notification("<Amt Ccy=\"EUR\">99.00</Amt>", "<NtryDtls><Btch/></NtryDtls>"));

        assertThat(message.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.endToEndId()).isNull();
            assertThat(entry.outcome()).isEqualTo(Outcome.PAID);
            assertThat(entry.amount()).isEqualByComparingTo("99");
        });
    }

    @Test
    void pagesOfOneMessageAreNotTakenForOneAnother() {
        var one = read(notification("<Amt Ccy=\"EUR\">99.00</Amt>", transfer("PAY-2026-000001-1")));
        var other = read(notification("<Amt Ccy=\"EUR\">99.00</Amt>", transfer("PAY-2026-000001-2")));

        assertThat(BankEntry.idOf(one, one.entries().get(0)))
                .isNotEqualTo(BankEntry.idOf(other, other.entries().get(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Amt Ccy=\"EUR\">9,00</Amt>",
                "<Amt Ccy=\"EUR\">1E+99</Amt>",
                "<Amt Ccy=\"EUR\">-1</Amt>",
                "<Amt Ccy=\"EURO\">1</Amt>",
                "<Amt>1</Amt>"
            })
    void anAmountThatCannotBeReadIsNeverTakenForNone(String amount) {
        assertThatThrownBy(() -> read(notification(amount, transfer("PAY-2026-000001-1"))))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void bytesThatAreNoLettersAndDepthsWithoutEndAreRefused() {
        assertThatThrownBy(() -> BankMessage.read(new byte[] {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'}))
                .isInstanceOf(RuleViolation.class);
        var deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        assertThatThrownBy(() -> read("<Document><CstmrPmtStsRpt><GrpHdr><MsgId>" + deep
                        + "</MsgId></GrpHdr></CstmrPmtStsRpt></Document>"))
                .isInstanceOf(RuleViolation.class);
    }

    private static String transfer(String endToEndId) {
        return "<NtryDtls><TxDtls><Refs><EndToEndId>" + endToEndId + "</EndToEndId></Refs></TxDtls></NtryDtls>";
    }

    private static String notification(String amount, String details) {
        return "<Document><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>NTF-2</MsgId></GrpHdr><Ntfctn><Ntry>" + amount
                + "<CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>" + details
                + "</Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    }

    private static BankMessage read(String text) {
        return BankMessage.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
