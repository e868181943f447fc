package org.countersign.dispatch;

import java.util.List;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.stereotype.Component;

/** Tells a supplier what became of its proposal; who has no mail is told by the purchasing agent. */
@Component
class ProposalAnswers {

    private final SupplierDirectory suppliers;
    private final SupplierLinks links;
    private final SupplierLetters letters;
    private final Outbox outbox;

    ProposalAnswers(SupplierDirectory suppliers, SupplierLinks links, SupplierLetters letters, Outbox outbox) {
        this.suppliers = suppliers;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
    }

    void tell(PurchaseOrder order, Acknowledgement proposal) {
        var supplier = suppliers.supplier(order.supplier()).orElse(null);
        var email = supplier == null ? null : supplier.email();
        if (supplier == null || email == null || email.isBlank()) {
            return;
        }
        var link = links.draw(order.number());
        var letter = letters.proposalAnswered(
                order,
                supplier,
                link.url(),
                link.until(),
                proposal.proposal() == ProposalState.ACCEPTED,
                proposal.decisionNote());
        outbox.queue(new Message(
                "order-proposal/" + order.number() + "/" + proposal.sequence(),
                order.number().document(),
                List.of(email),
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of()));
    }
}
