package org.countersign.invoicing;

import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which differences of an invoice are asked about together, in one task: those of one type that one handler answers to, as
 * far as one answer makes sense for all of them (R20). An invoice with a thousand wrong prices is one question, not a thousand.
 */
final class AskedTogether {

    private AskedTogether() {}

    /**
     * What those that are asked about together agree in.
     *
     * @param acceptable whether they may simply be accepted
     * @param order what goes beyond an order is asked about for each order; null for anything else
     * @param waitsFor what they wait for
     * @param reply the question that the supplier answered, which says something of these alone
     */
    private record Kind(
            ExceptionType type,
            @Nullable String handler,
            boolean acceptable,
            @Nullable String order,
            @Nullable ExceptionWait waitsFor,
            @Nullable String reply) {

        static Kind of(InvoiceException exception, Predicate<String> answered) {
            var question = exception.question();
            return new Kind(
                    exception.type(),
                    exception.handler(),
                    exception.mayBeAccepted(),
                    exception.type().isOfEachOrder() ? exception.purchaseOrder() : null,
                    exception.waitsFor(),
                    question != null && answered.test(question) ? question : null);
        }
    }

    /** @param answered whether the supplier answered a question */
    static void arrange(List<InvoiceException> open, Predicate<String> answered) {
        var leading = new HashMap<Kind, String>();
        for (var exception : open) {
            exception.askWith(leading.computeIfAbsent(Kind.of(exception, answered), kind -> exception.id()));
        }
    }

    /** Those that are asked about together and that their handler is asked about now; none where no one is. */
    static List<InvoiceException> onTurn(Invoice invoice, String leading) {
        return invoice.openExceptions().stream()
                .filter(one -> one.isHandlersTurn() && one.askedWith().equals(leading))
                .toList();
    }

    /** Those that were asked about together and wait. */
    static List<InvoiceException> waiting(Invoice invoice, String leading) {
        return invoice.openExceptions().stream()
                .filter(one -> one.waitsFor() != null && one.askedWith().equals(leading))
                .toList();
    }
}
