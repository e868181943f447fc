package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
class OrderMailResendTests {

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    SupplierDispatch dispatch;

    @Autowired
    JdbcTemplate jdbc;

    private DispatchedOrders orders;

    @BeforeEach
    void people() {
        orders = new DispatchedOrders(people, door, jobs);
    }

    @Test
    @DisplayName("R26: operations send an order's mail again while the order stands")
    void anOrderThatStandsIsSentAgain() {
        var order = orders.dispatched();

        assertThat(resend(order, "order").status()).isEqualTo(200);
        jobs.runDue(order);

        assertThat(mailbox.to(orders.address())).hasSize(2);
    }

    @Test
    @DisplayName("R01: the mail of an order that was cancelled meanwhile is not sent again")
    void aCancelledOrderIsNotSentAgain() {
        var order = orders.dispatched();
        cancel(order);

        var refused = resend(order, "order");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(order + " is CANCELLED: its mail is not sent any more.");
        jobs.runDue(order);
        assertThat(mailbox.to(orders.address()))
                .as("the order, and that it is cancelled")
                .hasSize(2);
    }

    @Test
    @DisplayName("R01: a mail that was released before the order was cancelled does not go out after it")
    void aReleasedMailIsHeldBackByACancellation() {
        var order = orders.dispatched();
        resend(order, "order").expect(200);
        cancel(order);

        jobs.runDue(order);

        assertThat(mail(order, "order").path("status").asText()).isEqualTo("WITHHELD");
        assertThat(mail(order, "order").path("lastError").asText()).contains("is CANCELLED");
        assertThat(mailbox.to(orders.address())).hasSize(2);
    }

    @Test
    @DisplayName("R26: a mail that failed and is not needed any more troubles nobody, and says why")
    void whatFailedIsSettledByTheCancellation() {
        var order = orders.dispatched();
        fail(order);

        cancel(order);

        assertThat(mail(order, "order").path("status").asText()).isEqualTo("WITHHELD");
        assertThat(mail(order, "order").path("lastError").asText()).contains("is CANCELLED");
    }

    @Test
    @DisplayName("R26: who would send a mail that is not needed any more settles it")
    void whatFailedAfterTheCancellationIsSettledByWhoTriesIt() {
        var order = orders.dispatched();
        cancel(order);
        fail(order);

        assertThat(resend(order, "order").status()).isEqualTo(409);

        assertThat(mail(order, "order").path("status").asText()).isEqualTo("WITHHELD");
        jobs.runDue(order);
        assertThat(mailbox.to(orders.address())).hasSize(2);
    }

    @Test
    @DisplayName("R01: an order that was handed over by hand is not mailed, and its mail troubles nobody")
    void whatFailedIsSettledByHandingItOver() {
        var order = orders.issued();
        withPreparedMail(order);
        fail(order);

        dispatch.dispatchedByHand(
                new PurchaseOrderNumber(order),
                "By telephone",
                new Actor(new UserId("di-buyer"), Set.of(Group.PURCHASING_AGENT.id())));

        assertThat(mail(order, "order").path("status").asText()).isEqualTo("WITHHELD");
        assertThat(resend(order, "order").status()).isEqualTo(409);
        assertThat(mailbox.to(orders.address())).isEmpty();
    }

    @Test
    void theCancellationItselfCanBeSentAgain() {
        var order = orders.dispatched();
        cancel(order);
        jobs.runDue(order);

        assertThat(resend(order, "order-cancelled").status()).isEqualTo(200);
    }

    private void withPreparedMail(String order) {
        dispatch.prepare(new PurchaseOrderNumber(order));
    }

    private void fail(String order) {
        jdbc.update(
                "update mails set status = 'FAILED', last_error = '550 no such mailbox' where document = ? and kind = 'order'",
                order);
    }

    private void cancel(String order) {
        door.as("di-buyer")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No need"))
                .expect(201);
    }

    private TestDoor.Answer resend(String order, String kind) {
        return door.as("di-ops")
                .post("/api/v1/mails/" + mail(order, kind).path("id").asText() + "/resend", null);
    }

    private JsonNode mail(String order, String kind) {
        for (var mail :
                door.as("di-ops").get("/api/v1/mails?document=" + order).json().path("content")) {
            if (mail.path("kind").asText().equals(kind)) {
                return mail;
            }
        }
        throw new AssertionError("There is no mail " + kind + " about " + order);
    }
}
