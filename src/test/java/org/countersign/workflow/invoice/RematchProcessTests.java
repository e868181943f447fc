package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDetails;
import org.countersign.supplier.SupplierMaster;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CountersignTest
class RematchProcessTests extends PurchaseToPay {

    private static final String REMATCHES = "/api/v1/invoices/rematches";

    @Autowired
    ScheduledTaskHolder scheduled;

    @Autowired
    SupplierMaster suppliers;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    @DisplayName(
            "R20: an invoice whose sender was unknown agrees by itself once the supplier master says its tax number")
    void aCorrectedSupplierSettlesWhatWaits() throws Exception {
        var taxId = taxId();
        var supplier = supplier("Nobody of this name " + run, null);
        var order = order(supplier, "EUR", line("A book on invoices", "1", "XPP", "11.78", "7", null));
        receive(order, "1");
        var id = captureXml(book(taxId).replace("ORDER-NUMBER", order));
        jobs.runDue(id);
        assertThat(types(id)).contains("SUPPLIER_MISMATCH");

        clock.advance(Duration.ofMinutes(1));
        var master = new HashMap<String, Object>();
        read("iv-buyer", "/api/v1/suppliers/" + supplier).fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                master.put(field.getKey(), field.getValue());
            }
        });
        master.put("accountHolder", "Somebody else");
        ok(door.as("iv-buyer").put("/api/v1/suppliers/" + supplier, master));
        assertThat(rematchesOf(supplier))
                .as("a holder of an account compares nothing")
                .isEmpty();
        master.put("taxId", taxId);
        ok(door.as("iv-buyer").put("/api/v1/suppliers/" + supplier, master));
        assertThat(rematchesOf(supplier)).hasSize(1);
        work();
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        var run = rematchesOf(supplier).get(0);
        assertThat(run.path("reason").asText()).isEqualTo("SUPPLIER");
        assertThat(run.path("finishedAt").isNull()).isFalse();
        assertThat(run.path("agree").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "Masters that are changed together, as by an import, have an invoice compared again once; what is rolled"
                    + " back has none")
    void manyMastersAtOnceAreOneComparison() throws Exception {
        var first = supplier("Imported first", null);
        var second = supplier("Imported second", null);
        var order = order(first, "EUR", line("A book on invoices", "1", "XPP", "11.78", "7", null));
        var id = captureXml(book(taxId()).replace("ORDER-NUMBER", order));
        jobs.runDue(id);
        assertThat(types(id)).contains("SUPPLIER_MISMATCH");
        var buyer = new Actor(new UserId("iv-buyer"), Set.of(Group.PURCHASING_AGENT.id()));
        var together = new TransactionTemplate(transactions);
        for (boolean undone : List.of(true, false)) {
            together.executeWithoutResult(status -> {
                for (var number : List.of(first, second)) {
                    suppliers.change(number, renamed(suppliers.current(number).orElseThrow()), buyer);
                }
                if (undone) {
                    status.setRollbackOnly();
                }
            });
        }
        assertThat(jdbc.queryForList(
                        "select subject from invoice_rematches r join invoice_rematch_invoices i on i.rematch = r.id"
                                + " where i.invoice = ? and r.reason = 'SUPPLIER'",
                        String.class,
                        id))
                .containsExactly((String) null);
        var clerk = new Browser(door.base());
        clerk.signIn("iv-clerk");
        assertThat(clerk.open("/invoices/rematches").body()).contains("suppliers were changed");
        work();
    }

    @Test
    @DisplayName("An invoice line agrees by itself once the item master knows what its supplier calls the item")
    void aCorrectedItemSettlesWhatWaits() {
        var supplier = supplier("Calls it otherwise", null);
        var item = "IT-" + RUNS.incrementAndGet();
        var theirs = "THEIRS-" + item;
        ok(door.as("iv-buyer")
                .post(
                        "/api/v1/items",
                        Map.of(
                                "number",
                                item,
                                "name",
                                "Rope " + item,
                                "unit",
                                "EA",
                                "price",
                                "5.00",
                                "currency",
                                "EUR")));
        var asked = line("Rope " + item, "2", "EA", "5.00", "0", null);
        asked.put("item", item);
        var other = line("Chain", "2", "EA", "5.00", "0", null);
        var order = order(supplier, "EUR", asked, other);
        receive(order, "2");
        var id = capture(
                supplier,
                "IT-1",
                order,
                List.of(Map.of(
                        "line", "1", "sellerItem", theirs, "quantity", "2", "unitPrice", "5.00", "netAmount", "10.00")),
                "10.00");
        jobs.runDue(id);
        assertThat(types(id)).containsExactly("UNMATCHED_LINE");
        ok(door.as("iv-buyer")
                .put(
                        "/api/v1/items/" + item,
                        Map.of(
                                "name",
                                "Rope " + item,
                                "unit",
                                "EA",
                                "price",
                                "5.00",
                                "currency",
                                "EUR",
                                "supplierItem",
                                theirs)));
        work();
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "All invoices that wait are compared again when accounts payable asks for it, by the rules of today; a second click"
                    + " begins nothing, and others may only look")
    void allAreComparedAgain() {
        var supplier = supplier("Asked for", null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, "AF-1", order, item("1", "4", "60.00", "240.00"), "240.00");
        jobs.runDue(id);
        jdbc.update("update invoices set tolerated_tax = 99 where id = ?", id);
        clock.advance(Duration.ofMinutes(1));
        assertThat(door.as("iv-buyer").post(REMATCHES, null).status()).isEqualTo(403);
        assertThat(door.as("iv-anna").get(REMATCHES).status()).isEqualTo(403);
        var asked = door.as("iv-clerk").post(REMATCHES, null);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("invoices").asInt()).isPositive();
        var again = door.as("iv-admin").post(REMATCHES, null).json();
        if (again.path("finishedAt").isNull()) {
            assertThat(again.path("id").asText())
                    .isEqualTo(asked.json().path("id").asText());
        }
        work();
        jobs.runDue(id);
        assertThat(jdbc.queryForObject("select tolerated_tax from invoices where id = ?", BigDecimal.class, id))
                .as("compared again")
                .isEqualByComparingTo("0.05");
        assertThat(open(id, "userTask_resolveException")).hasSize(1);
        var run = read("iv-buyer", REMATCHES + "/" + asked.json().path("id").asText());
        assertThat(run.path("told").asInt()).isEqualTo(run.path("invoices").asInt());
        assertThat(run.path("compared").asInt()).isPositive();
        assertThat(run.path("failed").asInt()).isZero();
    }

    private static SupplierDetails renamed(SupplierDetails of) {
        return new SupplierDetails(
                of.number(),
                of.name() + " renamed",
                of.email(),
                of.currency(),
                of.language(),
                of.paymentTerms(),
                of.taxId(),
                of.iban(),
                of.bic(),
                of.accountHolder(),
                of.status(),
                of.channels(),
                of.address());
    }

    private void work() {
        var work = scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().contains("RematchWork"))
                .findFirst()
                .orElseThrow();
        for (int round = 0; round < 20 && unfinished() > 0; round++) {
            work.getTask().getRunnable().run();
        }
        assertThat(unfinished()).isZero();
    }

    private int unfinished() {
        return jdbc.queryForObject("select count(*) from invoice_rematches where finished_at is null", Integer.class);
    }

    private List<JsonNode> rematchesOf(String subject) {
        return StreamSupport.stream(read("iv-clerk", REMATCHES).spliterator(), false)
                .filter(one -> one.path("subject").asText().equals(subject))
                .toList();
    }
}
