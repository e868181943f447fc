package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two at the same instant, in two threads, again and again: what only one of them may have, only one of them gets. */
@CountersignTest
class InvoiceRaceTests extends PurchaseToPay {

    private static final int LINES = 20;
    private static final int ROUNDS = 6;

    @Test
    @DisplayName(
            "R13, R27: two invoices for one line at once never both pass within the last tolerance, and none is lost")
    @SuppressWarnings("unchecked")
    void twoInvoicesForTheLastTolerance() {
        var supplier = supplier("Raced " + run, null);
        var lines = new ArrayList<Map<String, Object>>();
        for (var n = 1; n <= LINES; n++) {
            lines.add(line("Gravel " + n, "100", "EA", "1.00", "0", "bulk"));
        }
        var order = order(supplier, "EUR", lines.toArray(Map[]::new));
        receiveAll(order);
        var first = capture(supplier, "RACE-0", order, items(LINES, "100"), LINES * 100 + ".00");
        jobs.runDue(first);
        assertThat(status(first)).isEqualTo("APPROVED");

        for (var n = 1; n <= LINES; n++) {
            var line = String.valueOf(n);
            var one = capture(supplier, "RACE-" + n + "A", order, item(line, "5", "1.00", "5.00"), "5.00");
            var other = capture(supplier, "RACE-" + n + "B", order, item(line, "5", "1.00", "5.00"), "5.00");
            atOnce(() -> matched(one), () -> matched(other));
            assertThat(List.of(status(one), status(other)))
                    .as("line " + n)
                    .containsExactlyInAnyOrder("APPROVED", "IN_EXCEPTION");
        }
        assertThat(read("iv-buyer", "/api/v1/purchase-orders/" + order).path("lines"))
                .allSatisfy(line -> assertThat(line.path("invoiced").asText()).isEqualTo("105"));
    }

    @Test
    @DisplayName("R27: of two who book the same payment at once one does, and of two who take it back as well")
    void twoPayAtOnce() {
        var id = scheduled("RACE-P");
        var payment = "/api/v1/invoices/" + id + "/payment";
        for (var round = 1; round <= ROUNDS; round++) {
            assertThat(atOnce(() -> post(payment, Map.of()), () -> post(payment, Map.of())))
                    .containsExactly(200, 409);
            assertThat(invoice(id).path("paid").asText()).isEqualTo("200.00");
            var reversal = "/api/v1/invoices/" + id + "/payments/" + round + "/reversal";
            assertThat(atOnce(() -> post(reversal, why()), () -> post(reversal, why())))
                    .containsExactly(201, 409);
            assertThat(status(id)).isEqualTo("SCHEDULED");
            assertThat(paid(id)).isZero();
        }
    }

    @Test
    @DisplayName(
            "R16, R21, R27: a payment and a return, or a reversed receipt, at the same instant: either is first, and"
                    + " nothing is paid that was sent back before")
    void aPaymentAndAReturnAtOnce() {
        for (var round = 0; round < ROUNDS; round++) {
            var id = scheduled("RACE-R" + round);
            var order = invoice(id).path("purchaseOrder").asText();
            var receipt = read("iv-buyer", "/api/v1/purchase-orders/" + order)
                    .path("receipts")
                    .get(0)
                    .path("number")
                    .asText();
            var back = "/api/v1/purchase-orders/" + order;
            var returns = round % 2 == 0;
            var answers = atOnceInOrder(
                    () -> post("/api/v1/invoices/" + id + "/payment", Map.of()),
                    () -> returns
                            ? door.as("iv-dock")
                                    .post(
                                            back + "/returns",
                                            Map.of(
                                                    "reason",
                                                    "Broken",
                                                    "lines",
                                                    List.of(Map.of("line", 1, "quantity", "1"))))
                                    .status()
                            : door.as("iv-dock")
                                    .post(back + "/goods-receipts/" + receipt + "/reversal", why())
                                    .status());
            var paid = paid(id).signum() > 0;
            assertThat(answers.get(0)).as("payment, round " + round).isIn(200, 409);
            assertThat(paid).isEqualTo(answers.get(0) == 200);
            if (returns) {
                assertThat(answers.get(1)).as("return, round " + round).isEqualTo(201);
                assertThat(status(id)).isEqualTo(paid ? "PAID" : "CAPTURED");
            } else {
                assertThat(answers.get(1)).as("reversal, round " + round).isEqualTo(paid ? 409 : 201);
            }
        }
    }

    @Test
    @DisplayName(
            "R27: a payment run that two release at once goes out once; so is a transfer confirmed, and taken back")
    void twoReleaseAtOnce() {
        var supplier = supplierWithTerms("NET0");
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, "RACE-RUN", order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(id);
        approvePayment(id);
        for (var round = 0; round < ROUNDS; round++) {
            var number = json(door.as("iv-money").post("/api/v1/payment-runs", Map.of("invoices", List.of(id))))
                    .path("number")
                    .asText();
            var path = "/api/v1/payment-runs/" + number;
            assertThat(atOnce(() -> post(path + "/release", Map.of()), () -> post(path + "/release", Map.of())))
                    .containsExactly(200, 409);
            assertThat(atOnce(
                            () -> post(path + "/transfers/1/confirmation", Map.of()),
                            () -> post(path + "/transfers/1/confirmation", Map.of())))
                    .containsExactly(200, 409);
            assertThat(invoice(id).path("paid").asText()).isEqualTo("200.00");
            assertThat(atOnce(
                            () -> post(path + "/transfers/1/reversal", byMistake()),
                            () -> post(path + "/transfers/1/reversal", byMistake())))
                    .containsExactly(201, 409);
            assertThat(status(id)).isEqualTo("SCHEDULED");
        }
    }

    private BigDecimal paid(String id) {
        return new BigDecimal(invoice(id).path("paid").asText());
    }

    private static Map<String, String> why() {
        return Map.of("reason", "Round about");
    }

    private static Map<String, ?> byMistake() {
        return Map.of("reason", "Round about", "hold", false);
    }

    private int post(String path, Map<String, ?> body) {
        return door.as("iv-money").post(path, body).status();
    }

    private static JsonNode json(org.countersign.support.TestDoor.Answer answer) {
        return answer.expect(201).json();
    }

    /** As the job executor does: what collides is tried again. */
    private int matched(String id) {
        try {
            return jobs.runDue(id);
        } catch (RuntimeException collided) {
            jobs.runFailed(id);
            return jobs.runDue(id);
        }
    }

    private void receiveAll(String order) {
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                "Lorry",
                                "lines",
                                IntStream.rangeClosed(1, LINES)
                                        .mapToObj(n -> Map.of("line", n, "quantity", "105"))
                                        .toList())));
    }

    private static List<Map<String, String>> items(int lines, String quantity) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(n -> (Map<String, String>)
                        new HashMap<>(itemMap(String.valueOf(n), quantity, "1.00", quantity + ".00")))
                .toList();
    }

    /** What both are answered, the lower first. */
    private static List<Integer> atOnce(Supplier<Integer> one, Supplier<Integer> other) {
        return atOnceInOrder(one, other).stream().sorted().toList();
    }

    private static List<Integer> atOnceInOrder(Supplier<Integer> one, Supplier<Integer> other) {
        var start = new CyclicBarrier(2);
        var both = Stream.of(one, other)
                .map(task -> CompletableFuture.supplyAsync(() -> {
                    try {
                        start.await(30, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return task.get();
                }))
                .toList();
        return both.stream().map(CompletableFuture::join).toList();
    }
}
