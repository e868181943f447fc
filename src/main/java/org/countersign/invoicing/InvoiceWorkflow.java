package org.countersign.invoicing;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;

/**
 * Port to the process of an invoice. The aggregate has recorded what happened; the process is only told, in the same
 * transaction. An invoice whose process has ended is told nothing, and that is no error.
 */
public interface InvoiceWorkflow {

    /** The invoice is here: its process starts. */
    void captured(Invoice invoice);

    /** A person said which lines of orders some of its lines belong to: an invoice that waits is matched again. */
    void paired(Invoice invoice);

    /** A credit note was booked on an order: the invoices of it that wait are matched again. */
    void credited(PurchaseOrderNumber order);

    /** An invoice no longer counts on an order: the others of it that wait may agree now, and are matched again. */
    void takenBack(PurchaseOrderNumber order);

    /**
     * A credit note no longer counts on these lines of an order, which is locked: what was approved for payment and is more
     * than is still here is matched again, and so is what waits (R16, R21).
     */
    void creditTakenBack(PurchaseOrder order, Set<Integer> lines);

    /** A difference of it no longer waits for what it waited for: its handler is asked again. */
    void exceptionMoved(Invoice invoice);

    /** The supplier answered what its handler is asked about again already: it is matched again, and asked with the answer. */
    void answeredLate(Invoice invoice);

    /**
     * Answers the task that asks about a difference, as its handler would there: the answer is checked as any other.
     *
     * @param answer what was sent, {@code decision} among it
     * @return false where there is no such task any more
     */
    boolean answer(String task, Map<String, Object> answer, UserId by);

    /**
     * Answers some of the differences that a task asks about: it stays open for the others, and shows them alone.
     *
     * @param answer what was sent, {@code decision} among it
     * @param record takes the answer over; what it refuses is answered by nobody
     * @return false where there is no such task any more
     */
    boolean answerInPart(String task, Map<String, Object> answer, UserId by, Consumer<HandlerAnswer> record);

    /** What it is compared by has changed: an invoice that waits is matched again. */
    void compareAgain(Invoice invoice);

    /** A person said which order, or which supplier, it is for: it is compared again. */
    void assigned(Invoice invoice);

    /** Everything is paid: the process ends. */
    void paid(Invoice invoice);

    /** It was paid and is not any more: the process waits for the payment again. */
    void unpaid(Invoice invoice);
}
