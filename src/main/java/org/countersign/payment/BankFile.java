package org.countersign.payment;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.countersign.shared.Company;
import org.countersign.shared.EnglishLetters;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.AccountIdentification4Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ActiveOrHistoricCurrencyAndAmount;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.AmountType4Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.BranchAndFinancialInstitutionIdentification6;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CashAccount38;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ChargeBearerType1Code;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CreditTransferTransaction34;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CustomerCreditTransferInitiationV09;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.DateAndDateTime2Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.Document;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.FinancialInstitutionIdentification18;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.GenericFinancialIdentification1;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.GroupHeader85;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ObjectFactory;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PartyIdentification135;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentIdentification6;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentInstruction30;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentMethod3Code;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentTypeInformation26;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PostalAddress24;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.RemittanceInformation16;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ServiceLevel8Choice;
import org.springframework.stereotype.Component;

/**
 * Writes a run as ISO 20022 {@code pain.001.001.09}: one instruction for each currency, and for euros to SEPA accounts one of
 * its own; each transfer with the id that comes back with what the bank says.
 */
@Component
class BankFile {

    private static final Set<String> SEPA = Set.of(
            "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR",
            "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO",
            "RS", "SE", "SI", "SK", "SM", "VA");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_TOWN = 35;
    private static final int LONGEST_TEXT = 140;

    private final PaymentSettings settings;
    private final Company company;

    BankFile(PaymentSettings settings, Company company) {
        this.settings = settings;
        this.company = company;
    }

    /** Built when the first run is released: it takes a second, and hardly any server needs it. */
    private static final class Binding {

        static final JAXBContext CONTEXT = context();
        static final DatatypeFactory DATES = dates();

        private static JAXBContext context() {
            try {
                return JAXBContext.newInstance(Document.class);
            } catch (JAXBException e) {
                throw new IllegalStateException(e);
            }
        }

        private static DatatypeFactory dates() {
            try {
                return DatatypeFactory.newInstance();
            } catch (DatatypeConfigurationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * The bytes for the bank.
     *
     * @param transfers each above zero
     */
    byte[] write(PaymentRun run, List<Transfer> transfers, Instant at) {
        var initiation = new CustomerCreditTransferInitiationV09();
        var header = new GroupHeader85();
        header.setMsgId(run.number().value());
        header.setCreDtTm(date(MOMENT.format(LocalDateTime.ofInstant(at, company.timeZone()))));
        header.setNbOfTxs(Integer.toString(transfers.size()));
        header.setCtrlSum(sum(transfers));
        header.setInitgPty(party(holder(), null, null));
        initiation.setGrpHdr(header);
        var bundles = new TreeMap<String, List<Transfer>>();
        for (var transfer : transfers) {
            bundles.computeIfAbsent(instructionOf(transfer), key -> new ArrayList<>())
                    .add(transfer);
        }
        bundles.forEach((id, bundle) -> initiation.getPmtInf().add(instruction(run, id, bundle)));
        var document = new Document();
        document.setCstmrCdtTrfInitn(initiation);
        try {
            var marshaller = Binding.CONTEXT.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
            marshaller.setProperty(Marshaller.JAXB_ENCODING, StandardCharsets.UTF_8.name());
            var out = new ByteArrayOutputStream();
            marshaller.marshal(new ObjectFactory().createDocument(document), out);
            return out.toByteArray();
        } catch (JAXBException e) {
            throw new IllegalStateException(run.number() + " gives no file for the bank", e);
        }
    }

    /** The id of the instruction that a transfer stands in. */
    static String instructionOf(Transfer transfer) {
        return transfer.run() + "-" + transfer.currency() + (isSepa(transfer) ? "" : "-X");
    }

    private static boolean isSepa(Transfer transfer) {
        return transfer.currency().equals("EUR")
                && transfer.iban().length() > 2
                && SEPA.contains(transfer.iban().substring(0, 2));
    }

    private PaymentInstruction30 instruction(PaymentRun run, String id, List<Transfer> transfers) {
        var instruction = new PaymentInstruction30();
        instruction.setPmtInfId(id);
        instruction.setPmtMtd(PaymentMethod3Code.TRF);
        instruction.setNbOfTxs(Integer.toString(transfers.size()));
        instruction.setCtrlSum(sum(transfers));
        var sepa = isSepa(transfers.get(0));
        if (sepa) {
            var level = new ServiceLevel8Choice();
            level.setCd("SEPA");
            var type = new PaymentTypeInformation26();
            type.getSvcLvl().add(level);
            instruction.setPmtTpInf(type);
        }
        var day = new DateAndDateTime2Choice();
        day.setDt(date(run.executionDate().toString()));
        instruction.setReqdExctnDt(day);
        instruction.setDbtr(party(holder(), company.city(), company.country()));
        instruction.setDbtrAcct(account(Objects.requireNonNull(settings.iban())));
        instruction.setDbtrAgt(bank(settings.bic()));
        instruction.setChrgBr(sepa ? ChargeBearerType1Code.SLEV : ChargeBearerType1Code.SHAR);
        transfers.forEach(one -> instruction.getCdtTrfTxInf().add(transaction(one)));
        return instruction;
    }

    private static CreditTransferTransaction34 transaction(Transfer transfer) {
        var transaction = new CreditTransferTransaction34();
        var id = new PaymentIdentification6();
        id.setInstrId(transfer.endToEndId());
        id.setEndToEndId(transfer.endToEndId());
        transaction.setPmtId(id);
        var value = new ActiveOrHistoricCurrencyAndAmount();
        value.setCcy(transfer.currency());
        value.setValue(exact(transfer));
        var amount = new AmountType4Choice();
        amount.setInstdAmt(value);
        transaction.setAmt(amount);
        var first = transfer.items().get(0);
        if (first.bic() != null) {
            transaction.setCdtrAgt(bank(first.bic()));
        }
        transaction.setCdtr(party(transfer.creditor(), first.town(), first.country()));
        transaction.setCdtrAcct(account(transfer.iban()));
        var text = new RemittanceInformation16();
        text.getUstrd().add(written(transfer.text(), LONGEST_TEXT));
        transaction.setRmtInf(text);
        return transaction;
    }

    private String holder() {
        return settings.accountHolder() == null || settings.accountHolder().isBlank()
                ? company.name()
                : settings.accountHolder();
    }

    /** Since November 2026 banks refuse an address without its town or its country; none at all they take. */
    private static PartyIdentification135 party(String name, @Nullable String town, @Nullable String country) {
        var party = new PartyIdentification135();
        party.setNm(written(name, LONGEST_NAME));
        if (town != null && !town.isBlank() && country != null && !country.isBlank()) {
            var address = new PostalAddress24();
            address.setTwnNm(written(town, LONGEST_TOWN));
            address.setCtry(country);
            party.setPstlAdr(address);
        }
        return party;
    }

    private static CashAccount38 account(String iban) {
        var id = new AccountIdentification4Choice();
        id.setIBAN(iban);
        var account = new CashAccount38();
        account.setId(id);
        return account;
    }

    private static BranchAndFinancialInstitutionIdentification6 bank(@Nullable String bic) {
        var institution = new FinancialInstitutionIdentification18();
        if (bic == null || bic.isBlank()) {
            var unknown = new GenericFinancialIdentification1();
            unknown.setId("NOTPROVIDED");
            institution.setOthr(unknown);
        } else {
            institution.setBICFI(bic);
        }
        var bank = new BranchAndFinancialInstitutionIdentification6();
        bank.setFinInstnId(institution);
        return bank;
    }

    private static BigDecimal sum(List<Transfer> transfers) {
        return transfers.stream().map(BankFile::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal exact(Transfer transfer) {
        var digits = Money.digits(Currency.getInstance(transfer.currency()));
        var stripped = transfer.amount().stripTrailingZeros();
        return stripped.scale() <= digits ? stripped.setScale(digits) : stripped;
    }

    private static XMLGregorianCalendar date(String text) {
        return Binding.DATES.newXMLGregorianCalendar(text);
    }

    /** In the letters that every bank takes. */
    static String written(String text, int most) {
        var plain = EnglishLetters.of(text)
                .replace("&", "+")
                .replaceAll("[^A-Za-z0-9/?:().,'+ -]", ".")
                .strip();
        var kept = plain.isEmpty() ? "." : plain;
        return kept.length() <= most ? kept : kept.substring(0, most);
    }
}
