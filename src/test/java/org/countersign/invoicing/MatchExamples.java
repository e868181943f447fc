package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.shared.Explanation;
import org.countersign.shared.Units;
import org.countersign.shared.UserId;

/** Orders and invoices for the match, each with one odd thing to be changed by the test. */
final class MatchExamples {

    static final String ORDER = "PO-2026-000001";
    static final Tolerances GOODS = tolerances(MatchMode.THREE_WAY, "2", "50", "0");
    static final Tolerances BULK = tolerances(MatchMode.THREE_WAY, "2", "50", "5");
    static final Tolerances SERVICES = tolerances(MatchMode.TWO_WAY, "2", "50", "0");
    static final Tolerances EXACT = tolerances(MatchMode.THREE_WAY, "0", "0", "0");

    private MatchExamples() {}

    static Tolerances tolerances(MatchMode mode, String pricePercent, String priceAbsolute, String quantityPercent) {
        return new Tolerances(
                mode,
                new BigDecimal(pricePercent),
                new BigDecimal(priceAbsolute),
                new BigDecimal(quantityPercent),
                new BigDecimal("0.05"),
                new BigDecimal("0.05"));
    }

    static BigDecimal d(String number) {
        return number == null ? null : new BigDecimal(number);
    }

    /** An order over some lines. */
    static final class Order {
        private final List<OrderFacts.Line> lines = new ArrayList<>();
        private String currency = "EUR";
        private Explanation notOpen;
        private Explanation otherSupplier;
        private String netBefore = "0";
        private String extrasBefore = "0";
        private String overAccepted = "0";
        private String unplannedBefore = "0";
        private String unplannedAccepted = "0";
        private String returned = "0";
        private String disputed = "0";
        private String number = ORDER;
        private Units units = Units.only("EA");
        private String theirs;
        private String gtin;

        static Order of(String ordered, String received, String price) {
            return new Order().line(ordered, received, "0", price, GOODS);
        }

        Order line(String ordered, String received, String invoicedBefore, String price, Tolerances tolerances) {
            return line(ordered, received, invoicedBefore, price, "0", tolerances, null, "Thing " + (lines.size() + 1));
        }

        Order line(
                String ordered,
                String received,
                String invoicedBefore,
                String price,
                String varianceBefore,
                Tolerances tolerances,
                String item,
                String description) {
            lines.add(new OrderFacts.Line(
                    lines.size() + 1,
                    item,
                    theirs,
                    gtin,
                    description,
                    units,
                    d(ordered),
                    d(received).signum() > 0,
                    d(received),
                    d(returned),
                    d(disputed),
                    d(invoicedBefore),
                    d(price),
                    d(varianceBefore),
                    d("19"),
                    tolerances));
            return this;
        }

        /** The lines that follow: so much of each went back, and so much waits in other invoices. */
        Order gone(String back, String waiting) {
            returned = back;
            disputed = waiting;
            return this;
        }

        /** The lines that follow are bought in one unit and known in others. */
        Order countedIn(Units known) {
            units = known;
            return this;
        }

        /** The lines that follow: what the catalog says of their item. */
        Order known(String supplierItem, String standardItem) {
            theirs = supplierItem;
            gtin = standardItem;
            return this;
        }

        Order called(String order) {
            number = order;
            return this;
        }

        Order in(String code) {
            currency = code;
            return this;
        }

        Order notOpen(String why) {
            notOpen = Explanation.asWritten(why);
            return this;
        }

        Order otherSupplier(String why) {
            otherSupplier = Explanation.asWritten(why);
            return this;
        }

        Order before(String net, String extras, String accepted) {
            netBefore = net;
            extrasBefore = extras;
            overAccepted = accepted;
            return this;
        }

        /** Freight and the like of earlier invoices, and what of it was accepted beyond the limit. */
        Order unplanned(String before, String accepted) {
            unplannedBefore = before;
            unplannedAccepted = accepted;
            return this;
        }

        OrderFacts facts() {
            var total = lines.stream()
                    .map(line -> line.ordered().multiply(line.unitPrice()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new OrderFacts(
                    number,
                    Currency.getInstance(currency),
                    notOpen,
                    otherSupplier,
                    total,
                    d(netBefore),
                    d(extrasBefore),
                    d(overAccepted),
                    d(unplannedBefore),
                    d(unplannedAccepted),
                    lines);
        }
    }

    /** An invoice whose totals add up unless a test says otherwise. */
    static final class Bill {
        private final List<InvoiceDraft.Line> lines = new ArrayList<>();
        private final List<InvoiceDraft.Adjustment> adjustments = new ArrayList<>();
        private final Map<Integer, LinePaired> said = new HashMap<>();
        private InvoiceType type = InvoiceType.INVOICE;
        private String currency = "EUR";
        private String order = ORDER;
        private boolean corrects;
        private String iban;
        private BigDecimal allowances;
        private BigDecimal charges;
        private BigDecimal tax;
        private BigDecimal prepaid;
        private BigDecimal rounding;
        private BigDecimal net;
        private BigDecimal gross;
        private BigDecimal payable;

        static Bill of(String quantity, String price, String net) {
            return new Bill().line("1", quantity, "EA", price, null, net, "0", null, null);
        }

        Bill line(String orderLine, String quantity, String price, String net) {
            return line(orderLine, quantity, "EA", price, null, net, "0", null, null);
        }

        Bill line(
                String orderLine,
                String quantity,
                String unit,
                String price,
                String base,
                String net,
                String rate,
                String item,
                String description) {
            lines.add(InvoiceDraft.Line.builder()
                    .line(Integer.toString(lines.size() + 1))
                    .orderLine(orderLine)
                    .item(item)
                    .description(description)
                    .quantity(d(quantity))
                    .unit(unit)
                    .unitPrice(d(price))
                    .priceBaseQuantity(d(base))
                    .netAmount(d(net))
                    .taxRate(d(rate))
                    .build());
            return this;
        }

        /** A line that names no line of the order. */
        Bill naming(String item, String sellerItem, String gtin, String description, String quantity, String price) {
            lines.add(InvoiceDraft.Line.builder()
                    .line(Integer.toString(lines.size() + 1))
                    .item(item)
                    .sellerItem(sellerItem)
                    .standardItem(gtin)
                    .description(description)
                    .quantity(d(quantity))
                    .unit("EA")
                    .unitPrice(d(price))
                    .netAmount(d(quantity).multiply(d(price)).setScale(2, RoundingMode.HALF_UP))
                    .taxRate(d("0"))
                    .build());
            return this;
        }

        /** The last line names an order of its own. */
        Bill ofOrder(String number) {
            var last = lines.remove(lines.size() - 1);
            lines.add(new InvoiceDraft.Line(
                    last.line(),
                    number,
                    last.orderLine(),
                    last.item(),
                    last.sellerItem(),
                    last.standardItem(),
                    last.description(),
                    last.quantity(),
                    last.unit(),
                    last.unitPrice(),
                    last.priceBaseQuantity(),
                    last.lineAllowance(),
                    last.netAmount(),
                    last.taxRate(),
                    last.taxCategory(),
                    last.accounting()));
            return this;
        }

        /** A person said that a line belongs to a line of an order. */
        Bill said(int position, String order, int line) {
            said.put(position, new LinePaired(order, line, new UserId("clerk"), Instant.EPOCH));
            return this;
        }

        Bill credit() {
            type = InvoiceType.CREDIT_NOTE;
            return this;
        }

        /** It names the invoice that it corrects. */
        Bill correcting() {
            corrects = true;
            return credit();
        }

        Bill in(String code) {
            currency = code;
            return this;
        }

        Bill order(String number) {
            order = number;
            return this;
        }

        Bill iban(String account) {
            iban = account;
            return this;
        }

        Bill allowance(String amount) {
            allowances = d(amount);
            return this;
        }

        Bill charge(String amount) {
            charges = d(amount);
            return this;
        }

        Bill adjustment(boolean charge, String amount, String rate) {
            adjustments.add(new InvoiceDraft.Adjustment(charge, d(amount), d(rate), null, null));
            return charge ? charge(amount) : allowance(amount);
        }

        Bill tax(String amount) {
            tax = d(amount);
            return this;
        }

        Bill prepaid(String amount) {
            prepaid = d(amount);
            return this;
        }

        Bill rounding(String amount) {
            rounding = d(amount);
            return this;
        }

        Bill totals(String netTotal, String grossTotal, String payableAmount) {
            net = d(netTotal);
            gross = d(grossTotal);
            payable = d(payableAmount);
            return this;
        }

        InvoiceDraft draft() {
            return InvoiceDraft.builder()
                    .supplier("S-1")
                    .number("R-1")
                    .type(type)
                    .currency(currency)
                    .purchaseOrder(order)
                    .iban(iban)
                    .lines(lines)
                    .adjustments(adjustments)
                    .allowances(allowances)
                    .charges(charges)
                    .netTotal(net)
                    .taxTotal(tax)
                    .grossTotal(gross)
                    .prepaid(prepaid)
                    .rounding(rounding)
                    .payable(payable)
                    .build();
        }

        MatchReport against(Order of) {
            return against(of, null, Set.of());
        }

        /** The policy says something else of the whole document than it does as shipped. */
        MatchReport against(Order of, Tolerances policy) {
            return new Matching(draft(), Map.of(ORDER, of.facts()), policy, null, Set.of(), corrects, said).match();
        }

        MatchReport against(Order of, String knownIban, Set<Integer> unitsAgreed) {
            var orders = new TreeMap<String, OrderFacts>();
            if (of != null) {
                orders.put(ORDER, of.facts());
            }
            return new Matching(draft(), Map.copyOf(orders), GOODS, knownIban, unitsAgreed, corrects, said).match();
        }

        MatchReport against(Order one, Order other) {
            var orders = Map.of(one.facts().number(), one.facts(), other.facts().number(), other.facts());
            return new Matching(draft(), orders, GOODS, null, Set.of(), corrects, said).match();
        }
    }
}
