package org.countersign.dispatch;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Company;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * New links for suppliers whose link has expired. They go to the address that we know, never to one that is given, and once
 * a day at most.
 */
@Service
public class LinkRenewals {

    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final SupplierLinks links;
    private final SupplierLetters letters;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Company company;
    private final Clock clock;

    LinkRenewals(
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            SupplierLinks links,
            SupplierLetters letters,
            Outbox outbox,
            AuditTrail audit,
            Company company,
            Clock clock) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
        this.audit = audit;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Sends a new link for an order that went out; the expired link was proved by the caller.
     *
     * @return whether it was sent today; false where we know no address of the supplier
     */
    @Transactional
    public boolean renew(PurchaseOrderNumber number) {
        var order = orders.lockIfKnown(number).orElse(null);
        var supplier =
                order == null ? null : suppliers.supplier(order.supplier()).orElse(null);
        var email = supplier == null ? null : supplier.email();
        if (order == null
                || order.status() == OrderStatus.CREATED
                || supplier == null
                || email == null
                || email.isBlank()) {
            return false;
        }
        var today = LocalDate.ofInstant(clock.instant(), company.timeZone());
        var key = "order-link/" + number + "/" + today;
        if (outbox.isKnown(key)) {
            return true;
        }
        var link = links.draw(number);
        var letter = letters.newLink(order, supplier, link.url(), link.until());
        outbox.queue(new Message(
                key, number.document(), List.of(email), letter.subject(), letter.text(), letter.html(), List.of()));
        audit.record(AuditEvent.of(number.document(), "purchase-order.link-renewed", Acknowledgements.supplierOf(order))
                .with("recipient", email));
        return true;
    }
}
