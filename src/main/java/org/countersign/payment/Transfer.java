package org.countersign.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What goes to one account in one amount: the invoices and credit notes of one supplier in one currency.
 *
 * @param run the run that it is in
 * @param number its number there, from 1
 * @param items what it pays, and what is set off
 */
public record Transfer(String run, int number, List<PaymentRunItem> items) {

    /** SEPA carries this many signs from the payer to the payee. */
    private static final int LONGEST_TEXT = 140;

    public Transfer {
        items = List.copyOf(items);
    }

    /** The transfers of these items, in their order. */
    static List<Transfer> of(List<PaymentRunItem> items) {
        var bundles = new LinkedHashMap<String, List<PaymentRunItem>>();
        for (var item : items) {
            bundles.computeIfAbsent(item.run() + "/" + item.transfer(), key -> new ArrayList<>())
                    .add(item);
        }
        return bundles.values().stream()
                .map(bundle ->
                        new Transfer(bundle.get(0).run().value(), bundle.get(0).transfer(), bundle))
                .toList();
    }

    private PaymentRunItem first() {
        return items.get(0);
    }

    /** The id that goes with it to the bank, to the payee and back: at most 35 signs. */
    public String endToEndId() {
        return run + "-" + number;
    }

    /** What is transferred: the invoices less the credit notes. */
    public BigDecimal amount() {
        return items.stream().map(PaymentRunItem::signedAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is taken off for paying early. */
    public BigDecimal discount() {
        return items.stream().map(PaymentRunItem::discount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** ISO 4217 code. */
    public String currency() {
        return first().currency();
    }

    /** Number of the supplier. */
    public String supplier() {
        return first().supplier();
    }

    /** Whose account it goes to. */
    public String creditor() {
        return first().creditor();
    }

    /** The account that it goes to. */
    public String iban() {
        return first().iban();
    }

    /** What the payee reads: the numbers of what is paid and set off; cut where there are too many. */
    public String text() {
        var all = items.stream()
                .map(item -> item.isCredit() ? "-" + item.invoiceNumber() : item.invoiceNumber())
                .collect(Collectors.joining(" "));
        return all.length() <= LONGEST_TEXT ? all : all.substring(0, LONGEST_TEXT - 4) + " ...";
    }

    /** What became of it: of its parts what is least settled. */
    public PaymentState state() {
        for (var state : List.of(PaymentState.TO_CLARIFY, PaymentState.SENT, PaymentState.PLANNED)) {
            if (items.stream().anyMatch(item -> item.state() == state)) {
                return state;
            }
        }
        if (items.stream().allMatch(item -> item.state() == PaymentState.PAID)) {
            return PaymentState.PAID;
        }
        return items.stream().anyMatch(item -> item.state() == PaymentState.RETURNED)
                ? PaymentState.RETURNED
                : PaymentState.FAILED;
    }

    /** Whether the bank has still to say something about it, or a person has. */
    public boolean isOpen() {
        return state() == PaymentState.SENT || state() == PaymentState.TO_CLARIFY;
    }
}
