package org.countersign.console.web.order;

import static org.countersign.shared.RuleViolation.check;

import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.GoodsReturn;
import org.countersign.receiving.ReturnDraft;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books what a form says, once: a form tells what had been booked when it was opened, and what comes a second time, or
 * after somebody else's booking, changes nothing.
 */
@Service
class OrderDesk {

    private final PurchaseOrderManagement orders;
    private final GoodsReceiving receiving;
    private final Acknowledgements acknowledgements;

    OrderDesk(PurchaseOrderManagement orders, GoodsReceiving receiving, Acknowledgements acknowledgements) {
        this.orders = orders;
        this.receiving = receiving;
        this.acknowledgements = acknowledgements;
    }

    /** What a form about returns remembers: how many were booked. */
    String returnsSeen(PurchaseOrderNumber number) {
        return String.valueOf(receiving.returnsOf(number).size());
    }

    /** What a form about answers remembers: the last one. */
    String answerSeen(PurchaseOrderNumber number) {
        return acknowledgements.latestOf(number).map(answer -> answer.id()).orElse("none");
    }

    /** @throws org.countersign.shared.RuleViolation when something went back since the form was opened (409) */
    @Transactional
    GoodsReturn giveBack(PurchaseOrderNumber number, ReturnDraft draft, String seen, Actor by) {
        orders.lock(number);
        check(returnsSeen(number).equals(seen), OrderPageRule.BOOKED_MEANWHILE, number);
        return receiving.giveBack(number, draft, by);
    }

    /** @throws NotFound when the order has no such receipt */
    @Transactional(readOnly = true)
    GoodsReceipt receipt(PurchaseOrderNumber number, String receipt) {
        return receiving.receiptsOf(number).stream()
                .filter(known -> known.number().value().equals(receipt))
                .findFirst()
                .orElseThrow(() -> new NotFound("goods receipt", receipt));
    }

    boolean mayReverse(PurchaseOrder order, GoodsReceipt receipt, Actor by) {
        return receiving.mayReverse(order, receipt, by);
    }

    GoodsReceipt reverse(PurchaseOrderNumber number, String receipt, @Nullable String reason, Actor by) {
        return receiving.reverse(number, receipt, reason, by);
    }

    /** @throws org.countersign.shared.RuleViolation when an answer was recorded since the form was opened (409) */
    @Transactional
    void answer(PurchaseOrderNumber number, SupplierAnswer answer, String seen, Actor by) {
        orders.lock(number);
        check(answerSeen(number).equals(seen), OrderPageRule.BOOKED_MEANWHILE, number);
        acknowledgements.record(number, answer, by);
    }
}
