package org.countersign.workflow.invoice;

import java.util.Date;
import java.util.List;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionWaits;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.shared.Group;
import org.countersign.workflow.support.ModelBean;
import org.jspecify.annotations.Nullable;

/** What models ask about invoices: {@code ${invoiceGate.matched(execution.processBusinessKey)}}. */
@ModelBean
class InvoiceGate {

    private final InvoiceManagement invoices;
    private final InvoiceExceptions exceptions;
    private final ExceptionWaits waits;
    private final WaitReminders reminders;

    InvoiceGate(
            InvoiceManagement invoices, InvoiceExceptions exceptions, ExceptionWaits waits, WaitReminders reminders) {
        this.invoices = invoices;
        this.exceptions = exceptions;
        this.waits = waits;
        this.reminders = reminders;
    }

    /** Whether it agrees with order and receipts, or every difference was accepted. */
    public boolean matched(String invoice) {
        return status(invoice).counts();
    }

    /** Whether receipts are the only difference, and nothing of a line has arrived. */
    public boolean awaitingReceipt(String invoice) {
        return status(invoice) == InvoiceStatus.AWAITING_RECEIPT;
    }

    /** Whether it was refused. */
    public boolean rejected(String invoice) {
        return status(invoice) == InvoiceStatus.REJECTED;
    }

    /**
     * The open differences that a person or a group answers to: of those that are asked about together the id of the first
     * (R20).
     */
    public List<String> exceptions(String invoice) {
        return exceptions.exceptionsForPeople(new InvoiceId(invoice)).stream()
                .map(InvoiceException::askedWith)
                .distinct()
                .toList();
    }

    /** Whether differences wait for the supplier, and not for their handler. */
    public boolean waits(String exception) {
        return !waits.waitingOf(exception).isEmpty();
    }

    /** When whoever keeps differences waiting is reminded next. */
    public Date remindAt(String exception) {
        return Date.from(reminders.next(exception));
    }

    /** When those who receive are reminded next of an invoice that waits for them. */
    public Date remindOfReceiptAt(String invoice) {
        return Date.from(reminders.next(invoices.invoice(new InvoiceId(invoice))));
    }

    /** Whether the approvers of the order have to agree to an amount beyond it. */
    public boolean beyondOrder(String invoice) {
        return !exceptions.exceptionsForApprovers(new InvoiceId(invoice)).isEmpty();
    }

    /** The group that answers to differences; none where one person does. */
    public List<String> groups(String exception) {
        var handler = handler(exception);
        return handler.startsWith(ExceptionRouting.PERSON) ? List.of() : List.of(handler);
    }

    /** The one person who answers to differences; nobody where a group does. */
    public @Nullable String person(String exception) {
        var handler = handler(exception);
        return handler.startsWith(ExceptionRouting.PERSON) ? handler.substring(ExceptionRouting.PERSON.length()) : null;
    }

    private String handler(String exception) {
        var handler = exceptions.askedTogether(exception).get(0).handler();
        return handler == null ? Group.ACCOUNTS_PAYABLE.id() : handler;
    }

    private InvoiceStatus status(String invoice) {
        return invoices.invoice(new InvoiceId(invoice)).status();
    }
}
