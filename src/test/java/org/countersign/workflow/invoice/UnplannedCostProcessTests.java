package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class UnplannedCostProcessTests extends PurchaseToPay {

    @Autowired
    RepositoryService repository;

    private String deployment;

    @BeforeEach
    void freightUpToTwenty() throws IOException {
        var table = Files.readString(Path.of("dmn", "match-policy.dmn"));
        var changed =
                table.replaceFirst("(?s)(rule_goodsThreeWay_unplannedAbsolute\">\\s*<text>)(</text>)", "$120.00$2");
        assertThat(changed).isNotEqualTo(table);
        deployment = repository
                .createDeployment()
                .addString("match-policy.dmn", changed)
                .deploy()
                .getId();
    }

    @AfterEach
    void asShipped() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    @DisplayName(
            "R13, R20: freight beyond the policy's limit is the purchasing agent's, told by the words of its code; what"
                    + " was accepted is not asked again")
    void freightBeyondTheLimitIsThePurchasingAgents() {
        var supplier = supplier("Freight " + run, null);
        var order = order(supplier, "EUR", line("Chairs", "10", "EA", "50.00", "0", null));
        receive(order, "10");

        var within = charged(supplier, "F-1", order, "15.00", "FC", null);
        assertThat(status(within)).isEqualTo("APPROVED");

        var beyond = charged(supplier, "F-2", order, "12.50", "PC", null);
        assertThat(types(beyond)).containsExactly("UNPLANNED_COST");
        var asked = exception(beyond, "UNPLANNED_COST");
        assertThat(asked.path("amount").asText()).isEqualTo("7.50");
        assertThat(asked.path("handler").asText()).isEqualTo("purchasing-agent");
        assertThat(asked.path("explanation").asText()).contains("Of it this invoice charges Packing (12.50 EUR).");
        assertThat(invoice(beyond).at("/adjustments/0/reasonCode").asText()).isEqualTo("PC");
        resolve(beyond, "UNPLANNED_COST", "iv-clerk", "accept", "Agreed", 403);
        resolve(beyond, "UNPLANNED_COST", "iv-buyer", "accept", "Agreed", 204);
        jobs.runDue(beyond);
        assertThat(status(beyond)).isEqualTo("APPROVED");

        var further = charged(supplier, "F-3", order, "1.00", null, "Island surcharge");
        assertThat(exception(further, "UNPLANNED_COST").path("amount").asText()).isEqualTo("1.00");
        assertThat(exception(further, "UNPLANNED_COST").path("explanation").asText())
                .contains("Island surcharge (1.00 EUR)");
    }

    @Test
    @DisplayName("Charges and allowances one by one have to come to the sums that are given beside them")
    void adjustmentsComeToTheirSums() {
        var supplier = supplier("Sums " + run, null);
        var order = order(supplier, "EUR", line("Chairs", "1", "EA", "50.00", "0", null));
        var body = body(supplier, "G-1", order, List.of(item("1", "1", "50.00", "50.00")), "60.00");
        body.put("adjustments", List.of(Map.of("charge", true, "amount", "10.00", "reasonCode", "FC")));
        body.put("charges", "9.99");
        var answer = door.as("iv-clerk").post("/api/v1/invoices", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asText() + answer.text()).contains("adjustments");
    }

    /** One chair, with a charge. */
    private String charged(String supplier, String number, String order, String charge, String code, String reason) {
        var total = new BigDecimal("50.00").add(new BigDecimal(charge)).toPlainString();
        var body = body(supplier, number, order, List.of(item("1", "1", "50.00", "50.00")), total);
        var adjustment = new HashMap<String, Object>(Map.of("charge", true, "amount", charge));
        if (code != null) {
            adjustment.put("reasonCode", code);
        }
        if (reason != null) {
            adjustment.put("reason", reason);
        }
        body.put("adjustments", List.of(adjustment));
        var id = ok(door.as("iv-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(id);
        return id;
    }
}
