package org.countersign.dispatch;

import static org.countersign.shared.RuleViolation.check;

import java.util.Optional;
import org.countersign.receiving.DespatchAnnouncements;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.ReceiptState;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Goods receipts as UBL 2.1 Receipt Advices: written anew each time, as an inspection may still find something. */
@Service
public class ReceiptAdvices {

    private final OrderReaders readers;
    private final GoodsReceiving receiving;
    private final DespatchAnnouncements announcements;
    private final SupplierDirectory suppliers;
    private final ReceiptAdviceXml xml;

    ReceiptAdvices(
            OrderReaders readers,
            GoodsReceiving receiving,
            DespatchAnnouncements announcements,
            SupplierDirectory suppliers,
            ReceiptAdviceXml xml) {
        this.readers = readers;
        this.receiving = receiving;
        this.announcements = announcements;
        this.suppliers = suppliers;
        this.xml = xml;
    }

    /**
     * The Receipt Advice of a goods receipt, for a person who may see its order.
     *
     * @throws org.countersign.shared.NotAllowed when the order is none of this person's business
     * @throws NotFound when there is no such order, or no such receipt of it
     * @throws org.countersign.shared.RuleViolation when the receipt was reversed, or it is not decided whether its goods are
     *     kept (409)
     */
    @Transactional(readOnly = true)
    public byte[] of(String number, String receiptNumber, Actor actor) {
        var order = readers.order(number, actor);
        var receipts = receiving.receiptsOf(order.number());
        var receipt = receipts.stream()
                .filter(one -> one.number().value().equals(receiptNumber))
                .findFirst()
                .orElseThrow(() -> new NotFound("goods receipt", receiptNumber));
        check(receipt.state() != ReceiptState.REVERSED, DispatchRule.RECEIPT_REVERSED, receiptNumber);
        check(!receipt.state().isUndecided(), DispatchRule.RECEIPT_UNDECIDED, receiptNumber);
        var note = Optional.ofNullable(receipt.deliveryNote());
        var sameNote = receipts.stream()
                .filter(one -> one == receipt
                        || note.isPresent()
                                && note.get().equals(one.deliveryNote())
                                && one.state() != ReceiptState.REVERSED
                                && !one.bookedAt().isAfter(receipt.bookedAt()))
                .toList();
        var announced = announcements.of(order).stream()
                .filter(advice -> note.filter(advice.number()::equals).isPresent())
                .findFirst()
                .orElse(null);
        return xml.write(
                receipt,
                sameNote,
                announced,
                order,
                suppliers.supplier(order.supplier()).orElseThrow());
    }
}
