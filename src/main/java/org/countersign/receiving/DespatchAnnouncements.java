package org.countersign.receiving;

import static org.countersign.shared.RuleViolation.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Despatch advices: what suppliers announce, kept as it came, and what forms of receipts begin with. */
@Service
public class DespatchAnnouncements {

    /** The largest document that is taken. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    private final DespatchAdvices advices;
    private final DespatchAdviceOriginals originals;
    private final GoodsReceipts receipts;
    private final PurchaseOrderManagement orders;
    private final ReceivingWorkflow workflow;
    private final AuditTrail audit;
    private final Clock clock;

    DespatchAnnouncements(
            DespatchAdvices advices,
            DespatchAdviceOriginals originals,
            GoodsReceipts receipts,
            PurchaseOrderManagement orders,
            ReceivingWorkflow workflow,
            AuditTrail audit,
            Clock clock) {
        this.advices = advices;
        this.originals = originals;
        this.receipts = receipts;
        this.orders = orders;
        this.workflow = workflow;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps a UBL Despatch Advice, one for each order that it names. The same one again is the one that is kept.
     *
     * @param xml as it was received
     * @throws RuleViolation when it cannot be read, names no order of ours (422), or its number was announced with other
     *     content for the same order (409)
     * @throws NotAllowed unless a receiver or a purchasing agent hands it in
     */
    @Transactional
    public Announced announce(byte[] xml, Actor by) {
        if (!mayAnnounce(by)) {
            throw new NotAllowed("Despatch advices are handed in by Receivers and Purchasing agents.");
        }
        check(xml.length <= MOST_BYTES, ReceivingRule.ADVICE_TOO_LARGE, MOST_BYTES / 1024 / 1024);
        var read = DespatchReader.read(xml);
        var named = new TreeSet<String>();
        read.lines().forEach(line -> Optional.ofNullable(line.order()).ifPresent(named::add));
        check(!named.isEmpty(), ReceivingRule.ADVICE_WITHOUT_ORDER, read.number());
        var fingerprint = fingerprint(xml);
        var kept = new ArrayList<DespatchAdvice>();
        boolean isNew = false;
        for (var number : named) {
            var order = orders.lockIfKnown(new PurchaseOrderNumber(number))
                    .orElseThrow(() -> new RuleViolation(ReceivingRule.ADVICE_OF_UNKNOWN_ORDER, read.number(), number));
            var before = advices.findByPurchaseOrderAndNumber(number, read.number());
            if (before.isPresent()) {
                check(before.get().isOf(fingerprint), ReceivingRule.ADVICE_KNOWN, read.number(), number);
                kept.add(before.get());
            } else {
                kept.add(keep(order, read, xml, fingerprint, by));
                isNew = true;
            }
        }
        return new Announced(kept, isNew);
    }

    /**
     * What became of a document that was handed in.
     *
     * @param advices one for each order
     * @param isNew whether anything of it was not known
     */
    public record Announced(List<DespatchAdvice> advices, boolean isNew) {

        public Announced {
            advices = List.copyOf(advices);
        }
    }

    private DespatchAdvice keep(
            PurchaseOrder order, DespatchReader.Read read, byte[] xml, String fingerprint, Actor by) {
        check(
                order.status().takesReceipts() || ReceivingRights.isClosed(order),
                ReceivingRule.NOT_RECEIVABLE,
                order.number(),
                order.status());
        var lines = read.lines().stream()
                .filter(line -> order.number().value().equals(line.order()))
                .map(line -> new DespatchAdvice.Line(
                        lineOf(order, line),
                        line.items().isEmpty() ? null : line.items().get(0),
                        line.description(),
                        line.quantity(),
                        line.unit(),
                        line.lot(),
                        line.serials()))
                .toList();
        var advice = advices.saveAndFlush(new DespatchAdvice(
                UUID.randomUUID().toString(), read, order.number(), lines, fingerprint, clock.instant(), by.user()));
        originals.save(new DespatchAdviceOriginal(advice.id(), xml));
        audit.record(AuditEvent.of(order.number().document(), "despatch-advice.received", by)
                .with("number", advice.number())
                .with("fingerprint", fingerprint));
        orders.announced(order.number());
        workflow.announced(order);
        return advice;
    }

    /** The order line that is meant: the one that it refers to, else the only one of its item. */
    private static @Nullable Integer lineOf(PurchaseOrder order, DespatchReader.Line line) {
        var reference = line.orderLine();
        if (reference != null
                && reference.matches("[0-9]{1,6}")
                && Integer.parseInt(reference) >= 1
                && Integer.parseInt(reference) <= order.lines().size()) {
            return Integer.valueOf(reference);
        }
        var same = order.lines().stream()
                .filter(ordered -> ordered.item() != null && line.items().contains(ordered.item()))
                .toList();
        return same.size() == 1 ? same.get(0).line() : null;
    }

    private static String fingerprint(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a person hands in despatch advices. */
    public static boolean mayAnnounce(Actor by) {
        return by.isIn(Group.RECEIVER, Group.PURCHASING_AGENT);
    }

    /** What was announced for an order, the oldest first; whether a person may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public List<DespatchAdvice> of(PurchaseOrder order) {
        return order.isAnnounced()
                ? advices.findByPurchaseOrderOrderByReceivedAtAscNumberAsc(
                        order.number().value())
                : List.of();
    }

    /** What was announced and has not come: no receipt of the order bears its number as delivery note. */
    @Transactional(readOnly = true)
    public List<DespatchAdvice> expectedOf(PurchaseOrder order) {
        var announced = of(order);
        if (announced.isEmpty()) {
            return List.of();
        }
        var come = receipts.findByPurchaseOrderOrderByNumber(order.number().value()).stream()
                .filter(receipt -> receipt.state() != ReceiptState.REVERSED)
                .map(GoodsReceipt::deliveryNote)
                .filter(note -> note != null)
                .toList();
        return announced.stream()
                .filter(advice -> !come.contains(advice.number()))
                .toList();
    }

    /** An advice; whether a person may see its order is the caller's to check. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public DespatchAdvice advice(String id) {
        return advices.findById(id).orElseThrow(() -> new NotFound("despatch advice", id));
    }

    /** An advice beside its order as it stands now. */
    public List<AdvisedLine> compare(DespatchAdvice advice, PurchaseOrder order) {
        return AdvisedLine.compare(advice, order);
    }

    /** The bytes as received; whether a person may see them is the caller's to check. */
    @Transactional(readOnly = true)
    public byte[] original(String id) {
        return originals
                .findById(id)
                .map(DespatchAdviceOriginal::content)
                .orElseThrow(() -> new NotFound("despatch advice", id));
    }
}
