package org.countersign.payment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What a bank says about transfers, read from ISO 20022 {@code pain.002} (status report) or {@code camt.054} (debit and credit
 * notification), whatever their version: banks differ, and the elements looked at here are the same in all.
 *
 * @param kind which of both
 * @param id the message's own
 * @param entries what it says, transfer by transfer
 */
public record BankMessage(Kind kind, String id, List<Entry> entries) {

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final String DEEPEST = "100";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> SETTLED = Set.of("ACSC", "ACCC");

    public BankMessage {
        entries = List.copyOf(entries);
    }

    /** Which message. */
    public enum Kind {
        /** Customer payment status report. */
        PAIN_002,
        /** Bank to customer debit and credit notification. */
        CAMT_054
    }

    /** What became of a transfer. */
    public enum Outcome {
        /** It was carried out. */
        PAID,
        /** It was refused, or came back. */
        FAILED,
        /** The bank has it, and has not carried it out yet. */
        UNDER_WAY
    }

    /**
     * One thing that is said.
     *
     * @param id its own, within the message
     * @param run the message that we sent, where it is about several of its transfers; null otherwise
     * @param instruction of that message, where it is about the transfers of one only; null for all
     * @param endToEndId of the transfer that it is about; null where it names none
     */
    public record Entry(
            String id,
            @Nullable String run,
            @Nullable String instruction,
            @Nullable String endToEndId,
            Outcome outcome,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable LocalDate bookedOn,
            @Nullable String reason) {}

    /**
     * Reads a message. Nothing outside of it is looked at.
     *
     * @throws RuleViolation where it is none of both, or too large (422)
     */
    static BankMessage read(byte[] content) {
        if (content.length > MOST_BYTES) {
            throw new RuleViolation(PaymentRule.NO_BANK_MESSAGE);
        }
        var root = parsed(content);
        var status = child(root, "CstmrPmtStsRpt");
        var notification = child(root, "BkToCstmrDbtCdtNtfctn");
        var message = status.map(BankMessage::statusReport).or(() -> notification.map(BankMessage::notification));
        return message.filter(one -> !one.id().isEmpty() && one.entries().size() <= MOST_ENTRIES)
                .orElseThrow(() -> new RuleViolation(PaymentRule.NO_BANK_MESSAGE));
    }

    private static Element parsed(byte[] content) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException | IOException e) {
            // Bytes that are no letters of their encoding are an IOException.
            throw new RuleViolation(PaymentRule.NO_BANK_MESSAGE);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BankMessage statusReport(Element report) {
        var id = text(report, "GrpHdr", "MsgId");
        var entries = new ArrayList<Entry>();
        var group = child(report, "OrgnlGrpInfAndSts");
        var run = orNull(group.map(one -> text(one, "OrgnlMsgId")).orElse(""));
        var instructions = children(report, "OrgnlPmtInfAndSts");
        for (var instruction : instructions) {
            for (var transaction : children(instruction, "TxInfAndSts")) {
                var status = text(transaction, "TxSts");
                var number = "tx-" + (entries.size() + 1);
                entries.add(new Entry(
                        cut((number + " " + text(transaction, "StsId")).strip(), 200),
                        null,
                        null,
                        orNull(text(transaction, "OrgnlEndToEndId")),
                        outcome(status),
                        null,
                        null,
                        date(text(transaction, "AccptncDtTm")),
                        reason(transaction)));
            }
        }
        // What is said of an instruction or of the whole file comes last: it is about the transfers not named one by
        // one.
        for (int index = 0; index < instructions.size(); index++) {
            var instruction = instructions.get(index);
            var status = text(instruction, "PmtInfSts");
            if (status.equals("RJCT")
                    || (!status.isEmpty()
                            && children(instruction, "TxInfAndSts").isEmpty())) {
                var instructed = orNull(text(instruction, "OrgnlPmtInfId"));
                entries.add(together(
                        "pmt-" + (index + 1),
                        instructed == null ? null : run,
                        instructed,
                        status,
                        reason(instruction)));
            }
        }
        group.ifPresent(one -> {
            var status = text(one, "GrpSts");
            if (status.equals("RJCT") || entries.isEmpty()) {
                entries.add(together("group", run, null, status, reason(one)));
            }
        });
        return new BankMessage(Kind.PAIN_002, cut(id, 100), entries);
    }

    /** Of several transfers at once nothing is booked but a refusal: what was carried out is said of each. */
    private static Entry together(
            String id, @Nullable String run, @Nullable String instruction, String status, @Nullable String reason) {
        var outcome = status.equals("RJCT") ? Outcome.FAILED : Outcome.UNDER_WAY;
        return new Entry(id, run, instruction, null, outcome, null, null, null, reason);
    }

    private static Outcome outcome(String status) {
        return SETTLED.contains(status)
                ? Outcome.PAID
                : status.equals("RJCT") || status.equals("CANC") ? Outcome.FAILED : Outcome.UNDER_WAY;
    }

    private static @Nullable String reason(Element from) {
        var said = new ArrayList<String>();
        for (var information : children(from, "StsRsnInf")) {
            said.add(text(information, "Rsn", "Cd"));
            said.add(text(information, "Rsn", "Prtry"));
            children(information, "AddtlInf")
                    .forEach(more -> said.add(more.getTextContent().strip()));
        }
        said.removeIf(String::isEmpty);
        return said.isEmpty() ? null : cut(String.join(" ", said), 2000);
    }

    private static BankMessage notification(Element message) {
        var entries = new ArrayList<Entry>();
        for (var notification : children(message, "Ntfctn")) {
            for (var booking : children(notification, "Ntry")) {
                entry(booking, entries);
            }
        }
        return new BankMessage(Kind.CAMT_054, cut(text(message, "GrpHdr", "MsgId"), 100), entries);
    }

    private static void entry(Element booking, List<Entry> entries) {
        var status = text(booking, "Sts", "Cd").isEmpty() ? text(booking, "Sts") : text(booking, "Sts", "Cd");
        var day = date(
                text(booking, "BookgDt", "Dt").isEmpty()
                        ? text(booking, "BookgDt", "DtTm")
                        : text(booking, "BookgDt", "Dt"));
        var reference =
                text(booking, "AcctSvcrRef").isEmpty() ? text(booking, "NtryRef") : text(booking, "AcctSvcrRef");
        var back = text(booking, "CdtDbtInd").equals("CRDT")
                || text(booking, "RvslInd").equals("true");
        var named = false;
        for (var details : children(booking, "NtryDtls")) {
            var transactions = children(details, "TxDtls");
            for (var transaction : transactions) {
                named = true;
                var returned = child(transaction, "RtrInf");
                var amount = child(transaction, "Amt")
                        .or(() -> child(transaction, "AmtDtls")
                                .flatMap(one -> child(one, "TxAmt"))
                                .flatMap(one -> child(one, "Amt")))
                        .or(() -> transactions.size() == 1 ? child(booking, "Amt") : Optional.empty());
                var own = text(transaction, "Refs", "AcctSvcrRef");
                entries.add(booked(
                        entries.size() + 1,
                        own.isEmpty() ? reference : own,
                        orNull(text(transaction, "Refs", "EndToEndId")),
                        outcome(status, back || returned.isPresent()),
                        amount,
                        day,
                        returned.map(one -> orNull((text(one, "Rsn", "Cd") + " " + text(one, "AddtlInf")).strip()))
                                .orElse(null)));
            }
        }
        if (!named) {
            // A sum without its transfers fits none of ours; a person has to know of it all the same.
            entries.add(booked(
                    entries.size() + 1,
                    reference,
                    null,
                    outcome(status, back),
                    child(booking, "Amt"),
                    day,
                    orNull(text(booking, "AddtlNtryInf"))));
        }
    }

    private static Outcome outcome(String status, boolean back) {
        if (!status.equals("BOOK")) {
            // What is announced or pending has moved no money, neither there nor back.
            return Outcome.UNDER_WAY;
        }
        return back ? Outcome.FAILED : Outcome.PAID;
    }

    private static Entry booked(
            int number,
            String reference,
            @Nullable String endToEndId,
            Outcome outcome,
            Optional<Element> amount,
            @Nullable LocalDate day,
            @Nullable String reason) {
        return new Entry(
                cut(("ntry-" + number + " " + reference).strip(), 200),
                null,
                null,
                endToEndId,
                outcome,
                amount.map(BankMessage::number).orElse(null),
                amount.map(BankMessage::currency).orElse(null),
                day,
                reason);
    }

    /** An amount that cannot be read is never taken for one that is not stated: nothing could be compared with it. */
    private static BigDecimal number(Element amount) {
        try {
            var number = new BigDecimal(amount.getTextContent().strip());
            if (number.signum() >= 0 && number.scale() >= 0 && number.scale() <= 5 && number.precision() <= 18) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new RuleViolation(PaymentRule.NO_BANK_MESSAGE);
        }
        throw new RuleViolation(PaymentRule.NO_BANK_MESSAGE);
    }

    private static String currency(Element amount) {
        var code = amount.getAttribute("Ccy").strip();
        RuleViolation.check(CURRENCY.matcher(code).matches(), PaymentRule.NO_BANK_MESSAGE);
        return code;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() || text.equals("NOTPROVIDED") ? null : cut(text, 100);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String text(Element from, String... path) {
        var at = Optional.of(from);
        for (var name : path) {
            at = at.flatMap(one -> child(one, name));
        }
        return at.filter(one -> path.length == 0 || one.getChildNodes().getLength() > 0)
                .map(one -> one.getTextContent().strip())
                .orElse("");
    }

    private static Optional<Element> child(Element of, String name) {
        return children(of, name).stream().findFirst();
    }

    private static List<Element> children(Element of, String name) {
        var found = new ArrayList<Element>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }
}
