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
     * @param run the message that we sent, where it is about all of its transfers; null otherwise
     * @param endToEndId of the transfer that it is about; null where it names none
     */
    public record Entry(
            String id,
            @Nullable String run,
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
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException e) {
            throw new RuleViolation(PaymentRule.NO_BANK_MESSAGE);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BankMessage statusReport(Element report) {
        var id = text(report, "GrpHdr", "MsgId");
        var entries = new ArrayList<Entry>();
        var group = child(report, "OrgnlGrpInfAndSts");
        var run = group.map(one -> text(one, "OrgnlMsgId")).orElse("");
        var instructions = children(report, "OrgnlPmtInfAndSts");
        for (var instruction : instructions) {
            for (var transaction : children(instruction, "TxInfAndSts")) {
                var status = text(transaction, "TxSts");
                var number = "tx-" + (entries.size() + 1);
                entries.add(new Entry(
                        text(transaction, "StsId").isEmpty() ? number : number + " " + text(transaction, "StsId"),
                        null,
                        orNull(text(transaction, "OrgnlEndToEndId")),
                        outcome(status),
                        null,
                        null,
                        date(text(transaction, "AccptncDtTm")),
                        reason(transaction)));
            }
        }
        if (entries.isEmpty() && group.isPresent()) {
            var refused = text(group.get(), "GrpSts").equals("RJCT")
                    || (!instructions.isEmpty()
                            && instructions.stream()
                                    .allMatch(one -> text(one, "PmtInfSts").equals("RJCT")));
            var why = reason(group.get());
            entries.add(new Entry(
                    "group",
                    orNull(run),
                    null,
                    refused ? Outcome.FAILED : Outcome.UNDER_WAY,
                    null,
                    null,
                    null,
                    why == null && !instructions.isEmpty() ? reason(instructions.get(0)) : why));
        }
        return new BankMessage(Kind.PAIN_002, cut(id, 100), entries);
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
        for (var details : children(booking, "NtryDtls")) {
            for (var transaction : children(details, "TxDtls")) {
                var returned = child(transaction, "RtrInf");
                var amount = child(transaction, "Amt")
                        .or(() -> child(transaction, "AmtDtls")
                                .flatMap(one -> child(one, "TxAmt"))
                                .flatMap(one -> child(one, "Amt")))
                        .or(() -> children(details, "TxDtls").size() == 1 ? child(booking, "Amt") : Optional.empty());
                var own = text(transaction, "Refs", "AcctSvcrRef");
                entries.add(new Entry(
                        cut("ntry-" + (entries.size() + 1) + " " + (own.isEmpty() ? reference : own), 200),
                        null,
                        orNull(text(transaction, "Refs", "EndToEndId")),
                        back || returned.isPresent()
                                ? Outcome.FAILED
                                : status.equals("BOOK") ? Outcome.PAID : Outcome.UNDER_WAY,
                        amount.map(BankMessage::number).orElse(null),
                        amount.map(one -> orNull(one.getAttribute("Ccy"))).orElse(null),
                        day,
                        returned.map(one -> orNull((text(one, "Rsn", "Cd") + " " + text(one, "AddtlInf")).strip()))
                                .orElse(null)));
            }
        }
    }

    private static @Nullable BigDecimal number(Element amount) {
        try {
            return new BigDecimal(amount.getTextContent().strip());
        } catch (NumberFormatException e) {
            return null;
        }
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
