package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.countersign.policy.Foresights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What changes of the tables that invoices are judged by would have done, on every database. */
abstract class ForeseenInvoicesAnywhere extends PurchaseToPay {

    private static final String CHANGES = "/api/v1/policy-changes/";

    @Autowired
    Foresights foresights;

    @Test
    @DisplayName(
            "R20: differences are foreseen with another handler, beyond what it may accept alone, and without a rule")
    void differencesAreRoutedOtherwise() {
        var id = dearerAndMissing("Foreseen routes");
        var change = drafted(
                "exception-routing",
                xml -> xml.replace("<text>\"purchasing-agent\"</text>", "<text>\"accounts-payable\"</text>")
                        .replaceFirst("(<text>\"receiver\"</text>[^/]*/outputEntry>[^/]*<text>)(</text>)", "$15$2")
                        .replace("\"TAX_VARIANCE\",\"TOTAL_MISMATCH\",\"DUPLICATE", "\"TAX_VARIANCE\",\"DUPLICATE"));

        var foreseen = foreseen(change);

        var found = documents(change, foreseen, "?open=false&q=" + id);
        assertThat(found).hasSize(3);
        var price = of(found, "Price differs");
        assertThat(price.path("outcome").asText()).isEqualTo("OTHERWISE");
        assertThat(price.path("total").asText()).isEqualTo("1.01");
        assertThat(price.path("before").get(0).asText()).isEqualTo("Price differs: Purchasing agents");
        assertThat(price.path("after").get(0).asText()).isEqualTo("Price differs: Accounts payable");
        assertThat(of(found, "More than received").path("after").toString())
                .contains("More than 5: only the approvers");
        var sums = of(found, "Totals do not add up");
        assertThat(sums.path("outcome").asText()).isEqualTo("NOW_UNANSWERED");
        assertThat(sums.path("after").toString()).contains("administrators, for no rule applies (R03)");
        assertThat(documents(change, foreseen, "?open=true&q=" + id)).hasSize(3);
        assertThat(foreseen.path("past").path("load").toString())
                .contains("group:purchasing-agent", "group:accounts-payable", "group:administrator");
    }

    @Test
    @DisplayName(
            "R13, R14: invoices are compared by other tolerances with what they were compared with, and handlers are counted")
    void tolerancesAreWider() {
        var id = dearerAndMissing("Foreseen tolerances");
        var agreed = approved("Foreseen agreed");
        var change = drafted("match-policy", xml -> xml.replace("<text>2</text>", "<text>20</text>"));
        var decided = decisionsInHistory();

        var foreseen = foreseen(change);

        assertThat(decisionsInHistory()).as("what the engine says it decided").isEqualTo(decided);
        assertThat(foreseen.path("past").path("load").toString()).contains("group:purchasing-agent", "group:receiver");

        for (var open : List.of("false", "true")) {
            var one = documents(change, foreseen, "?open=" + open + "&q=" + id).get(0);
            assertThat(words(one.path("before")))
                    .containsExactlyInAnyOrder("Price differs: 1", "More than received: 1", "Totals do not add up: 1");
            assertThat(words(one.path("after")))
                    .containsExactlyInAnyOrder("More than received: 1", "Totals do not add up: 1");
        }
        assertThat(documents(change, foreseen, "?q=" + agreed)).isEmpty();
        var narrower = drafted(
                "match-policy", xml -> xml.replaceAll("<text>\"(THREE|FOUR)_WAY\"</text>", "<text>\"TWO_WAY\"</text>"));
        var received =
                documents(narrower, foreseen(narrower), "?open=false&q=" + id).get(0);
        assertThat(words(received.path("after")))
                .containsExactlyInAnyOrder("Price differs: 1", "Totals do not add up: 1");
    }

    @Test
    @DisplayName("R11: changes of orders that passed by rule are found that another policy sends to approval")
    void changesAreApprovedAgain() {
        var order = order(supplier("Foreseen changes", null), "EUR", line("Lamps", "1", "EA", "100.00", "0", null));
        ok(door.as("iv-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/change-orders",
                        Map.of("reason", "A bit dearer", "lines", List.of(Map.of("line", 1, "unitPrice", "101.00")))));
        jobs.runDue(order);
        var change = drafted("change-policy", xml -> xml.replace("&lt;= 2<", "&lt;= 0.5<"));

        var one = documents(change, foreseen(change), "?open=false&q=" + order).get(0);

        assertThat(one.path("outcome").asText()).isEqualTo("NO_LONGER_BY_RULE");
        assertThat(one.path("title").asText()).isEqualTo("#1: A bit dearer");
        assertThat(words(one.path("before"))).containsExactly("By rule: nobody is asked again");
        assertThat(words(one.path("after"))).containsExactly("It is approved again");

        var waiting =
                order(supplier("Foreseen open changes", null), "EUR", line("Lamps", "1", "EA", "100.00", "0", null));
        ok(door.as("iv-buyer")
                .post(
                        "/api/v1/purchase-orders/" + waiting + "/change-orders",
                        Map.of("reason", "Dearer", "lines", List.of(Map.of("line", 1, "unitPrice", "105.00")))));
        jobs.runDue(waiting);
        var wider = drafted("change-policy", xml -> xml.replace("&lt;= 2<", "&lt;= 20<"));
        var foreseen = foreseen(wider);
        var open = documents(wider, foreseen, "?open=true&q=" + waiting).get(0);
        assertThat(open.path("outcome").asText()).isEqualTo("NOW_BY_RULE");
        assertThat(words(open.path("before"))).containsExactly("It is approved again");
        assertThat(words(open.path("after"))).containsExactly("By rule: nobody is asked again");
        assertThat(documents(wider, foreseen, "?open=true&q=" + order))
                .as("it is decided")
                .isEmpty();
    }

    private long decisionsInHistory() {
        return history.createHistoricDecisionInstanceQuery()
                .decisionDefinitionKey("exception-routing")
                .count();
    }

    private static List<String> words(JsonNode words) {
        var all = new ArrayList<String>();
        words.forEach(word -> all.add(word.asText()));
        return all;
    }

    /** One line a unit too dear and one more than was received, with totals that do not add up. */
    String dearerAndMissing(String name) {
        var supplier = supplier(name, null);
        var order = order(
                supplier,
                "EUR",
                line(name, "1", "EA", "10.00", "0", null),
                line(name + " more", "2", "EA", "10.00", "0", null));
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                "DN",
                                "lines",
                                List.of(Map.of("line", 1, "quantity", "1"), Map.of("line", 2, "quantity", "1")))));
        var id = capture(
                supplier,
                name,
                order,
                List.of(item("1", "1", "11.01", "11.01"), item("2", "2", "10.00", "20.00")),
                "33.01");
        jobs.runDue(id);
        return id;
    }

    static JsonNode of(JsonNode found, String words) {
        for (var one : found) {
            if (one.path("before").toString().contains(words)) {
                return one;
            }
        }
        throw new AssertionError(words + " is not among " + found);
    }

    String drafted(String table, UnaryOperator<String> how) {
        var draft = ok(door.as("iv-admin")
                .post(CHANGES.substring(0, CHANGES.length() - 1), Map.of("table", table, "reason", "Because")));
        var id = draft.path("id").asText();
        var changed = how.apply(draft.path("candidate").asText());
        assertThat(changed).isNotEqualTo(draft.path("candidate").asText());
        ok(door.as("iv-admin").put(CHANGES + id + "/candidate", Map.of("xml", changed)));
        return id;
    }

    /** The suite may have left more of that year than are looked at at once. */
    JsonNode foreseen(String change) {
        var id = ok(door.as("iv-admin").post(CHANGES + change + "/foresights", Map.of()))
                .path("id")
                .asText();
        for (var turn = 0; turn < 100; turn++) {
            var one = read("iv-admin", CHANGES + change + "/foresights/" + id);
            if (one.path("state").asText().equals("DONE")) {
                return one;
            }
            foresights.workOn();
        }
        throw new AssertionError(id + " does not come to its end");
    }

    JsonNode documents(String change, JsonNode foresight, String query) {
        return read(
                        "iv-admin",
                        CHANGES + change + "/foresights/" + foresight.path("id").asText() + "/documents" + query)
                .path("content");
    }
}
