package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/** How much speaks for an invoice being for an order. Knows no database. */
final class ProposalScore {

    private static final int ALMOST_NAMED = 60;
    private static final int NAMED_ELSEWHERE = 55;
    private static final int DELIVERED = 45;
    private static final int UNDER_CONTRACT = 20;
    private static final int SAME_SENDER = 10;
    private static final int LINES = 30;
    private static final int SUM = 20;
    private static final int AGAINST = -40;
    private static final int MOST = 99;
    private static final int MOST_LINES = 500;
    private static final BigDecimal NEARLY = new BigDecimal("0.02");
    private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private final InvoiceDraft invoice;
    private final @Nullable String supplier;

    /** @param supplier number of the supplier that it is from; null where nobody knows */
    ProposalScore(InvoiceDraft invoice, @Nullable String supplier) {
        this.invoice = invoice;
        this.supplier = supplier;
    }

    /**
     * What speaks for an order, and against.
     *
     * @param delivered whether the delivery note that the invoice names was booked on it
     * @param underContract whether it has items under the contract that the invoice names
     */
    OrderProposal of(PurchaseOrder order, boolean delivered, boolean underContract) {
        int score = 0;
        var reasons = new ArrayList<Explanation>();
        var number = order.number().value();
        var named = named();
        if (named.stream().anyMatch(name -> normalized(name).equals(normalized(number)))) {
            score += ALMOST_NAMED;
            reasons.add(Explanation.of(ProposalStatement.ALMOST_NAMED, named.get(0)));
        } else if (texts().anyMatch(text -> squeezed(text).contains(squeezed(number)))) {
            score += NAMED_ELSEWHERE;
            reasons.add(Explanation.of(ProposalStatement.NAMED_ELSEWHERE));
        }
        if (delivered) {
            score += DELIVERED;
            reasons.add(Explanation.of(
                    ProposalStatement.DELIVERED,
                    String.valueOf(invoice.references().despatch())));
        }
        if (underContract) {
            score += UNDER_CONTRACT;
            reasons.add(Explanation.of(
                    ProposalStatement.UNDER_CONTRACT,
                    String.valueOf(invoice.references().contract())));
        }
        if (order.supplier().equals(supplier)) {
            score += SAME_SENDER;
            reasons.add(Explanation.of(ProposalStatement.SAME_SENDER));
        } else if (supplier != null) {
            score += AGAINST;
            reasons.add(Explanation.of(ProposalStatement.OTHER_SENDER, order.supplier()));
        }
        score += lines(order, reasons);
        score += sum(order, reasons);
        if (!order.currency().getCurrencyCode().equals(invoice.currency())) {
            score += AGAINST;
            reasons.add(Explanation.of(
                    ProposalStatement.OTHER_CURRENCY, order.currency(), String.valueOf(invoice.currency())));
        }
        return new OrderProposal(order, Math.max(1, Math.min(MOST, score)), reasons);
    }

    private List<String> named() {
        return Stream.concat(
                        Stream.of(invoice.purchaseOrder()),
                        invoice.lines().stream().limit(MOST_LINES).map(InvoiceDraft.Line::purchaseOrder))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    private Stream<String> texts() {
        var refers = invoice.references();
        return Stream.concat(
                        Stream.of(
                                invoice.purchaseOrder(),
                                refers.buyerReference(),
                                refers.project(),
                                refers.contract(),
                                refers.salesOrder(),
                                refers.despatch(),
                                refers.accounting(),
                                refers.paymentTerms()),
                        invoice.lines().stream().limit(MOST_LINES).map(InvoiceDraft.Line::description))
                .filter(Objects::nonNull)
                .map(String::valueOf);
    }

    private int lines(PurchaseOrder order, List<Explanation> reasons) {
        var open = order.lines().stream()
                .filter(line -> toInvoice(line).signum() > 0)
                .limit(MOST_LINES)
                .toList();
        var taken = new HashSet<Integer>();
        long fit = invoice.lines().stream()
                .limit(MOST_LINES)
                .filter(line -> open.stream()
                        .filter(candidate -> !taken.contains(candidate.line()) && fits(line, candidate))
                        .findFirst()
                        .map(candidate -> taken.add(candidate.line()))
                        .orElse(false))
                .count();
        long all = Math.min(MOST_LINES, invoice.lines().size());
        reasons.add(
                fit == 0
                        ? Explanation.of(ProposalStatement.NO_LINE_FITS)
                        : Explanation.of(ProposalStatement.LINES_FIT, fit, all));
        return all == 0 ? 0 : (int) (LINES * fit / all);
    }

    /** Item or words are the same, and price or quantity nearly so; where there are no words, both. */
    private static boolean fits(InvoiceDraft.Line line, PurchaseOrderLine candidate) {
        var item = candidate.item();
        boolean same = item != null && (item.equalsIgnoreCase(line.item()) || item.equalsIgnoreCase(line.sellerItem()))
                || alike(line.description(), candidate.description());
        var quantity = line.quantity();
        boolean quantityFits = quantity != null && quantity.compareTo(toInvoice(candidate)) <= 0;
        boolean priceFits = near(price(line), candidate.unitPrice());
        return same ? quantityFits || priceFits : quantityFits && priceFits && near(quantity, toInvoice(candidate));
    }

    private static boolean alike(@Nullable String one, String other) {
        var words = words(one);
        var others = words(other);
        if (words.isEmpty() || others.isEmpty()) {
            return false;
        }
        long both = words.stream().filter(others::contains).count();
        return both * 2 >= Math.min(words.size(), others.size()) + 1;
    }

    private static Set<String> words(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(NO_WORDS.split(text.toLowerCase(Locale.ROOT)))
                        .filter(word -> word.length() > 2)
                        .collect(Collectors.toSet());
    }

    private static @Nullable BigDecimal price(InvoiceDraft.Line line) {
        var price = line.unitPrice();
        var base = line.priceBaseQuantity();
        return price == null || base == null || base.signum() == 0 ? price : price.divide(base, MathContext.DECIMAL64);
    }

    private int sum(PurchaseOrder order, List<Explanation> reasons) {
        var open = order.lines().stream()
                .map(line -> toInvoice(line).multiply(line.unitPrice()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (open.signum() <= 0 || !near(invoice.netTotal(), open)) {
            return 0;
        }
        reasons.add(Explanation.of(
                ProposalStatement.SUM_FITS,
                Explanation.amount(
                        new Money(open, order.currency()).rounded().amount(),
                        order.currency().getCurrencyCode())));
        return SUM;
    }

    private static BigDecimal toInvoice(PurchaseOrderLine line) {
        return line.isRemoved() ? BigDecimal.ZERO : line.ordered().subtract(line.invoiced());
    }

    private static boolean near(@Nullable BigDecimal one, BigDecimal other) {
        return one != null && one.subtract(other).abs().compareTo(other.abs().multiply(NEARLY)) <= 0;
    }

    private static String normalized(String number) {
        return NormalizedNumber.of(number);
    }

    private static String squeezed(String text) {
        return NO_WORDS.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("");
    }
}
