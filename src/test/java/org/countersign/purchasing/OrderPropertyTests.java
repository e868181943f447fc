package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.purchasing.QuantityExamples.NOW;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.countersign.purchasing.PurchaseOrderManagement.Receipt;
import org.countersign.shared.RuleViolation;

/**
 * Whatever is done to an order in whatever sequence: its quantities are those of a simple reference that remembers each
 * receipt and invoice by itself and adds them up every time, and it takes and refuses exactly what the reference does.
 */
class OrderPropertyTests {

    private static final List<String> QUANTITIES = List.of(
            "0.000001",
            "0.333333",
            "0.999999",
            "1",
            "1.5",
            "2",
            "2.999999",
            "3.333333",
            "9.9996",
            "10.002",
            "33.333333",
            "66.666667",
            "99.9996",
            "100",
            "100.002",
            "12345.678901");
    private static final List<String> ORDERED =
            List.of("0.000003", "1", "3", "3.333333", "10", "33.333333", "100", "12345.678901");
    private static final List<String> PRICES = List.of("0", "0.0001", "0.335", "1", "9.99", "1234.5678");
    private static final List<String> PERCENTS = List.of("0", "0", "0", "0.0004", "2.5", "5", "33.333333");

    @Property(tries = 1500)
    @Label(
            "R13, R14, R15, R16, R17: quantities and statuses always agree with what happened, and nothing passes its tolerance")
    void anOrderAgreesWithWhatHappened(@ForAll long seed) {
        var world = new World(new Random(seed));
        for (var turn = 0; turn < 40; turn++) {
            world.something();
            world.check();
        }
    }

    /** One receipt of one line. */
    private static final class Arrival {
        final int line;
        final BigDecimal quantity;
        final BigDecimal refused;

        Arrival(int line, BigDecimal quantity, BigDecimal refused) {
            this.line = line;
            this.quantity = quantity;
            this.refused = refused;
        }
    }

    /** One invoice or credit note of one line that agreed. */
    private static final class Claim {
        final String id;
        final int line;
        final BigDecimal quantity;
        final BigDecimal payable;
        boolean paid;

        Claim(String id, int line, BigDecimal quantity, BigDecimal payable) {
            this.id = id;
            this.line = line;
            this.quantity = quantity;
            this.payable = payable;
        }
    }

    /** The order, and beside it what happened to it. */
    private static final class World {
        final Random random;
        final PurchaseOrder order;
        final ReceiptPolicy policy;
        final TreeMap<Integer, BigDecimal> ordered = new TreeMap<>();
        final TreeMap<Integer, BigDecimal> prices = new TreeMap<>();
        final TreeMap<Integer, Boolean> closed = new TreeMap<>();
        final TreeMap<Integer, BigDecimal> under = new TreeMap<>();
        final TreeMap<Integer, BigDecimal> returned = new TreeMap<>();
        final List<Arrival> arrivals = new ArrayList<>();
        final List<Claim> claims = new ArrayList<>();
        BigDecimal prepaid = BigDecimal.ZERO;
        boolean cancelled;
        boolean closedShort;
        boolean closedWhole;
        boolean ended;
        int numbers;
        final StringBuilder story = new StringBuilder();

        World(Random random) {
            this.random = random;
            var lines = new RequisitionLine[1 + random.nextInt(3)];
            for (var i = 0; i < lines.length; i++) {
                var quantity = one(ORDERED);
                var price = one(PRICES);
                lines[i] = QuantityExamples.line(quantity, price);
                ordered.put(i + 1, new BigDecimal(quantity));
                prices.put(i + 1, new BigDecimal(price));
                closed.put(i + 1, false);
                under.put(i + 1, BigDecimal.ZERO);
                returned.put(i + 1, BigDecimal.ZERO);
            }
            order = QuantityExamples.dispatchedOrder(lines);
            policy = new ReceiptPolicy(
                    new BigDecimal(one(PERCENTS)), new BigDecimal(one(PERCENTS)), random.nextBoolean(), null);
            story.append(ordered).append(' ').append(policy);
        }

        String one(List<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        int line() {
            return 1 + random.nextInt(ordered.size());
        }

        /** An awkward quantity, or exactly what matters, or a millionth beside it. */
        BigDecimal quantity(BigDecimal matters) {
            if (random.nextInt(3) == 0 || matters.signum() <= 0) {
                return new BigDecimal(one(QUANTITIES));
            }
            var beside = matters.add(new BigDecimal("0.000001").multiply(BigDecimal.valueOf(random.nextInt(3) - 1)));
            return beside.signum() > 0 ? beside : matters;
        }

        void something() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> receive();
                case 4 -> giveBack();
                case 5 -> reverse();
                case 6, 7 -> invoice();
                case 8 -> credit();
                case 9 -> pay();
                case 10 -> closeShort();
                case 11 -> reopen();
                case 12 -> change();
                case 13 -> takeBack();
                case 14 -> prepay();
                default -> rarely();
            }
        }

        void rarely() {
            switch (random.nextInt(4)) {
                case 0 -> cancel();
                case 1 -> keepLate();
                default -> close();
            }
        }

        void receive() {
            var n = line();
            var arrived = quantity(open(n).signum() > 0 ? open(n) : BigDecimal.ONE);
            var refused = switch (random.nextInt(5)) {
                case 0 -> arrived;
                case 1 -> arrived.min(new BigDecimal("0.000001"));
                default -> BigDecimal.ZERO;
            };
            var all = refused.compareTo(arrived) == 0;
            var kept = net(n).add(arrived).subtract(refused);
            var allowed = takesReceipts() && (all || !closed.get(n) && kept.compareTo(most(n)) <= 0);
            done("receive " + n + ": " + arrived + "/" + refused, allowed, () -> {
                order.receive(List.of(new Receipt(n, arrived, refused)), line -> policy);
                arrivals.add(new Arrival(n, arrived, refused));
                if (!all && kept.compareTo(ordered.get(n)) < 0) {
                    under.put(n, policy.under().percent());
                }
            });
            assertThat(order.line(n).asksAbout(arrived, refused, () -> policy))
                    .as("asked about %s", story)
                    .isEqualTo(policy.surplusAsked()
                            && !all
                            && net(n).add(arrived).subtract(refused).compareTo(most(n)) > 0
                            && net(n).add(arrived).subtract(refused).compareTo(ordered.get(n)) > 0);
        }

        void keepLate() {
            var n = line();
            var arrived = quantity(ordered.get(n));
            done("keep late " + n + ": " + arrived, !cancelled, () -> {
                order.keepLate(List.of(new Receipt(n, arrived, BigDecimal.ZERO)));
                arrivals.add(new Arrival(n, arrived, BigDecimal.ZERO));
            });
        }

        void giveBack() {
            var n = line();
            var quantity = quantity(net(n));
            done("give back " + n + ": " + quantity, !cancelled && quantity.compareTo(net(n)) <= 0, () -> {
                order.giveBack(Map.of(n, quantity));
                returned.merge(n, quantity, BigDecimal::add);
            });
            recallBeyond(n);
        }

        void reverse() {
            if (arrivals.isEmpty()) {
                return;
            }
            var wrong = arrivals.get(random.nextInt(arrivals.size()));
            var kept = wrong.quantity.subtract(wrong.refused);
            var paid = claims.stream()
                    .filter(claim -> claim.line == wrong.line && (claim.paid || claim.quantity.signum() < 0))
                    .map(claim -> claim.quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (net(wrong.line).subtract(kept).compareTo(paid) < 0) {
                // What paid invoices need stays: the order knows no lines of invoices, so it is not asked here.
                return;
            }
            done("reverse " + wrong.line + ": " + kept, !cancelled && kept.compareTo(net(wrong.line)) <= 0, () -> {
                order.reverse(List.of(new Receipt(wrong.line, wrong.quantity, wrong.refused)), Map.of(), line -> false);
                arrivals.remove(wrong);
            });
            recallBeyond(wrong.line);
        }

        /** As invoices are stopped that claim more than is here: the newest first, and never one that is paid. */
        void recallBeyond(int n) {
            for (var i = claims.size() - 1; i >= 0 && invoiced(n).compareTo(net(n)) > 0; i--) {
                var claim = claims.get(i);
                if (claim.line == n && !claim.paid && claim.quantity.signum() > 0) {
                    order.invoiceRecalled(claim.id, Map.of(n, claim.quantity));
                    claims.remove(i);
                    story.append("; recalled ").append(claim.id);
                }
            }
        }

        /** Only what is here and not invoiced agrees: the match books nothing else. */
        void invoice() {
            var n = line();
            var rest = net(n).subtract(invoiced(n));
            var quantity = quantity(rest);
            if (quantity.compareTo(rest) > 0 || !order.takesInvoices()) {
                return;
            }
            claim(n, quantity);
        }

        void credit() {
            var n = line();
            var quantity = quantity(invoiced(n).subtract(net(n)));
            if (quantity.compareTo(invoiced(n)) <= 0 && order.takesInvoices()) {
                claim(n, quantity.negate());
            }
        }

        void claim(int n, BigDecimal quantity) {
            var id = "INV-" + ++numbers;
            var payable = order.line(n).unitPrice().multiply(quantity).setScale(2, java.math.RoundingMode.HALF_UP);
            done("invoice " + id + " " + n + ": " + quantity, true, () -> {
                order.invoiced(id, Map.of(n, quantity), Set.of(), payable);
                claims.add(new Claim(id, n, quantity, payable));
            });
        }

        void pay() {
            claims.stream().filter(claim -> !claim.paid).findFirst().ifPresent(claim -> {
                done("pay " + claim.id, true, () -> {
                    order.paid(claim.id, claim.payable);
                    claim.paid = true;
                });
                if (claim.quantity.signum() > 0) {
                    neverPaidForMoreThanIsHere(claim.line);
                }
            });
        }

        /** Each claim is rounded once, by half a cent at most. */
        void neverPaidForMoreThanIsHere(int n) {
            assertThat(invoiced(n)).as("paid for %s", story).isLessThanOrEqualTo(net(n));
            var of = claims.stream().filter(claim -> claim.line == n).toList();
            assertThat(of.stream().map(claim -> claim.payable).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("paid %s", story)
                    .isLessThanOrEqualTo(net(n).multiply(prices.get(n))
                            .add(new BigDecimal("0.005").multiply(BigDecimal.valueOf(of.size()))));
        }

        /** As {@link OrderPayments} does: what had come to its end is open again. */
        void takeBack() {
            var paid = claims.stream().filter(claim -> claim.paid).toList();
            if (paid.isEmpty()) {
                return;
            }
            var claim = paid.get(random.nextInt(paid.size()));
            done("take back " + claim.id, true, () -> {
                order.paid(claim.id, BigDecimal.ZERO);
                claim.paid = false;
                reopenUnsettled();
            });
            recallBeyond(claim.line);
        }

        void prepay() {
            if (cancelled) {
                return;
            }
            prepaid = new BigDecimal(random.nextBoolean() ? "0" : "0.01");
            done("prepaid " + prepaid, true, () -> {
                order.prepaid("PRE", prepaid);
                reopenUnsettled();
            });
        }

        void reopenUnsettled() {
            var reopens = (closedWhole || closedShort && ended) && !settled();
            assertThat(order.reopenUnsettled()).as("reopened %s", story).isEqualTo(reopens);
            if (reopens) {
                closedWhole = false;
                ended = false;
            }
        }

        void closeShort() {
            var n = line();
            var some = open(n).signum() > 0;
            done("close " + n, takesReceipts() && some, () -> {
                order.closeShort(List.of(n), "Enough");
                closed.put(n, true);
                closedShort = nothingOpen();
            });
        }

        void reopen() {
            var n = line();
            var goesOn = !closedShort || !ended && !settled();
            done("reopen " + n, !cancelled && !closedWhole && goesOn && closed.get(n), () -> {
                order.reopen(List.of(n));
                closed.put(n, false);
                closedShort = false;
            });
        }

        void change() {
            var n = line();
            var quantity = quantity(net(n).max(invoiced(n)));
            var least = net(n).max(invoiced(n));
            var fits = quantity.compareTo(least) >= 0 || quantity.compareTo(ordered.get(n)) == 0;
            done("change " + n + " to " + quantity, takesReceipts() && !closed.get(n) && fits, () -> {
                var line = order.line(n);
                order.revise(
                        List.of(ChangeOrderLine.changing(
                                line, line.description(), quantity, line.unitPrice(), line.requestedDate())),
                        NOW);
                ordered.put(n, quantity);
            });
        }

        void cancel() {
            var empty = ordered.keySet().stream()
                    .allMatch(n -> net(n).signum() == 0 && invoiced(n).signum() == 0);
            done("cancel", takesReceipts() && empty && prepaid.signum() == 0, () -> {
                order.cancel("Not needed");
                cancelled = true;
            });
        }

        void close() {
            if (settled()) {
                done("close", true, () -> order.close(NOW));
                closedWhole = closedWhole || !closedShort;
                ended = true;
            }
        }

        /** What the reference takes the order takes, and what it refuses is refused and changes nothing. */
        void done(String what, boolean allowed, Runnable change) {
            story.append("; ").append(what);
            try {
                change.run();
            } catch (RuleViolation refused) {
                story.append(" refused");
                assertThat(allowed).as("%s: %s", refused.getMessage(), story).isFalse();
                return;
            }
            assertThat(allowed).as("taken: %s", story).isTrue();
        }

        void check() {
            for (var n : ordered.keySet()) {
                var line = order.line(n);
                var of = story + " line " + n;
                assertThat(line.received()).as("received %s", of).isEqualByComparingTo(sum(n, true));
                assertThat(line.rejected()).as("rejected %s", of).isEqualByComparingTo(sum(n, false));
                assertThat(line.returned()).as("returned %s", of).isEqualByComparingTo(returned.get(n));
                assertThat(line.invoiced()).as("invoiced %s", of).isEqualByComparingTo(invoiced(n));
                assertThat(line.open()).as("open %s", of).isEqualByComparingTo(open(n));
                assertThat(line.net().signum()).as("here %s", of).isNotNegative();
                assertThat(line.rejected()).as(of).isLessThanOrEqualTo(line.received());
                assertThat(line.ordered()).as(of).isEqualByComparingTo(ordered.get(n));
            }
            assertThat(order.status()).as("status %s", story).isEqualTo(status());
            if (order.status() != OrderStatus.CANCELLED) {
                assertThat(order.invoicingStatus() == InvoicingStatus.INVOICED)
                        .as("invoiced %s", story)
                        .isEqualTo(isInvoiced());
                assertThat(order.paymentStatus()).as("paid %s", story).isEqualTo(paymentStatus());
            }
            assertThat(order.total().amount())
                    .as("total %s", story)
                    .isEqualByComparingTo(ordered.entrySet().stream()
                            .map(line -> line.getValue()
                                    .multiply(prices.get(line.getKey()))
                                    .setScale(2, java.math.RoundingMode.HALF_UP))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        BigDecimal sum(int n, boolean arrived) {
            return arrivals.stream()
                    .filter(arrival -> arrival.line == n)
                    .map(arrival -> arrived ? arrival.quantity : arrival.refused)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal net(int n) {
            return sum(n, true).subtract(sum(n, false)).subtract(returned.get(n));
        }

        BigDecimal invoiced(int n) {
            return claims.stream()
                    .filter(claim -> claim.line == n)
                    .map(claim -> claim.quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal most(int n) {
            return ordered.get(n)
                    .add(ordered.get(n).multiply(policy.over().percent()).scaleByPowerOfTen(-2));
        }

        boolean completeWithLess(int n) {
            var missing = ordered.get(n).subtract(net(n));
            return net(n).signum() > 0
                    && missing.signum() > 0
                    && missing.multiply(new BigDecimal("100"))
                                    .compareTo(ordered.get(n).multiply(under.get(n)))
                            <= 0;
        }

        BigDecimal open(int n) {
            return closed.get(n) || completeWithLess(n)
                    ? BigDecimal.ZERO
                    : ordered.get(n).subtract(net(n)).max(BigDecimal.ZERO);
        }

        boolean nothingOpen() {
            return ordered.keySet().stream().allMatch(n -> open(n).signum() == 0);
        }

        boolean takesReceipts() {
            return !cancelled && !closedShort && !closedWhole;
        }

        OrderStatus status() {
            if (cancelled) {
                return OrderStatus.CANCELLED;
            }
            if (closedShort) {
                return OrderStatus.CLOSED_SHORT;
            }
            if (closedWhole) {
                return OrderStatus.CLOSED;
            }
            if (nothingOpen()) {
                return OrderStatus.RECEIVED;
            }
            return ordered.keySet().stream().anyMatch(n -> net(n).signum() > 0)
                    ? OrderStatus.PARTIALLY_RECEIVED
                    : OrderStatus.DISPATCHED;
        }

        boolean isInvoiced() {
            var any = false;
            for (var n : ordered.keySet()) {
                var free = order.line(n).amount().amount().signum() == 0;
                var wanted = closed.get(n) || completeWithLess(n) ? net(n) : ordered.get(n);
                if (invoiced(n).compareTo(wanted) < 0 && !(free && open(n).signum() == 0)) {
                    return false;
                }
                any |= invoiced(n).signum() > 0 || free && net(n).signum() > 0;
            }
            return any || !claims.isEmpty() || closedShort;
        }

        PaymentStatus paymentStatus() {
            var all = prepaid.signum() == 0
                    && claims.stream().allMatch(claim -> claim.paid || claim.payable.signum() == 0);
            if (isInvoiced() && all) {
                return PaymentStatus.PAID;
            }
            return prepaid.signum() != 0 || claims.stream().anyMatch(claim -> claim.paid && claim.payable.signum() != 0)
                    ? PaymentStatus.PARTIALLY_PAID
                    : PaymentStatus.UNPAID;
        }

        boolean settled() {
            return !cancelled
                    && (closedShort || closedWhole || nothingOpen())
                    && isInvoiced()
                    && prepaid.signum() == 0
                    && claims.stream().allMatch(claim -> claim.paid || claim.payable.signum() == 0);
        }
    }
}
