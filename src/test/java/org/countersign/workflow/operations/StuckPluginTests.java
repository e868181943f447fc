package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@CountersignTest
@DisplayName("Stuck in Cockpit")
class StuckPluginTests extends StuckDocuments {

    private static final String PLUGIN = "/camunda/api/cockpit/plugin/countersign-stuck/";

    @ParameterizedTest
    @EnumSource(Group.class)
    @DisplayName(
            "Its calls ask for the right themselves: whoever has Tasklist alone gets 403, and so have analysts, who"
                    + " have Cockpit")
    void rightsInCockpit(Group group) {
        var person = "st-cockpit-" + group.id();
        people.add(person, group);
        var browser = signedIn(person);
        var acts = group == Group.OPERATIONS || group == Group.ADMINISTRATOR;
        var reads = acts || group == Group.AUDITOR;

        assertThat(browser.get(PLUGIN + "summary")).isEqualTo(reads ? 200 : 403);
        assertThat(browser.get(PLUGIN + "list")).isEqualTo(reads ? 200 : 403);
        assertThat(post(browser, "bulk", "{\"remedy\":\"retry\",\"reason\":\"x\",\"document\":\"PO-1996-000001\"}")
                        .statusCode())
                .isEqualTo(acts ? 200 : 403);
    }

    @Test
    @DisplayName("What is put right there is put right, and what is missing is said")
    void actionsInCockpit() {
        var order = created();
        var job = management
                .createJobQuery()
                .processInstanceId(process("purchase-order", order).getId())
                .singleResult()
                .getId();
        management.setJobRetries(job, 0);
        var id = found(order, "incident").path("id").asText();
        var browser = signedIn("st-ops");

        var faulty = post(browser, "one?id=" + id + "&remedy=retry", "{}");
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).startsWith("{").contains("\"reason\"");
        assertThat(post(browser, "one?id=" + id + "&remedy=resend", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post(browser, "one?id=" + id + "&remedy=retry", "no json").statusCode())
                .isEqualTo(400);
        assertThat(post(browser, "one?id=" + id + "&remedy=retry", "null").statusCode())
                .isEqualTo(400);
        assertThat(post(browser, "one?id=" + id + "&remedy=retry", "{\"reason\":\"Mended\"}")
                        .body())
                .contains("\"DONE\"");
        assertThat(stuck(order, "incident")).isEmpty();
    }

    @Test
    @DisplayName("Cockpit loads its part from this server, and knows where it is")
    void assets() {
        var browser = signedIn("st-ops");

        assertThat(browser.get(PLUGIN + "static/app/plugin.js")).isEqualTo(200);
        assertThat(browser.get(PLUGIN + "static/app/plugin.css")).isEqualTo(200);
        assertThat(browser.open("/camunda/app/cockpit/default/").body()).contains("countersign-stuck");
    }

    private Browser signedIn(String person) {
        var browser = new Browser(door.base());
        browser.signIn(person);
        browser.get("/camunda/app/cockpit/default/");
        return browser;
    }

    private static HttpResponse<String> post(Browser browser, String path, String json) {
        return browser.post(PLUGIN + path, json);
    }
}
