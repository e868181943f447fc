package org.countersign.console.web.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class ChangeOrderPageTests {

    private static final Pattern LOOKED = Pattern.compile("name=\"looked\" value=\"([^\"]+)\"");

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    private MockMvc mvc;
    private OrderPageExamples examples;

    private final RequestPostProcessor anna = by("op-anna");
    private final RequestPostProcessor buyer = by("op-buyer", Group.PURCHASING_AGENT);
    private final RequestPostProcessor auditor = by("op-auditor", Group.AUDITOR);
    private final RequestPostProcessor admin = by("op-admin", Group.ADMINISTRATOR);

    @BeforeEach
    void setUp() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        examples = new OrderPageExamples(people, door, jobs);
    }

    @Test
    @DisplayName("R11: what will happen is said before a change is proposed, and said anew when it is altered")
    void whatWillHappenIsSaidFirst() throws Exception {
        var order = examples.dispatched("Candles that grow");

        assertThat(shown(get("/purchase-orders/" + order + "/change").with(buyer), 200))
                .contains("Quantity (now 10", "Unit price (now 4.125")
                .doesNotContain("Propose the change");
        var looked = shown(form(order, "1", "", "quantity-1", "100").with(buyer), 200);
        assertThat(looked)
                .contains(
                        "It has to be approved again: The order becomes dearer by more than 2 % or 50.00",
                        "Level 1: ", "Propose the change", "80.85 EUR", "452.10 EUR");
        assertThat(openChange(order)).isNull();

        var altered = form(order, "1", mark(looked), "quantity-1", "200")
                .param("step", "propose")
                .with(buyer);
        assertThat(shown(altered, 200)).contains("864.60 EUR");
        assertThat(openChange(order)).as("nothing was proposed unseen").isNull();

        mvc.perform(form(order, "1", mark(looked), "quantity-1", "100")
                        .param("step", "propose")
                        .with(buyer))
                .andExpect(redirectedUrl("/purchase-orders/" + order + "#changes"))
                .andExpect(flash().attribute("done", containsString("the old terms stand")));
        assertThat(openChange(order)).isEqualTo(1);
        var page = shown(get("/purchase-orders/" + order).with(buyer), 200);
        assertThat(page).contains("Change order 1", "Not decided yet", "Withdraw the change", "452.10 EUR");
        assertThat(page).doesNotContain("/change\"");
        assertThat(shown(get("/purchase-orders/" + order).with(anna), 200))
                .contains("Change order 1")
                .doesNotContain("Withdraw the change");
        assertThat(shown(
                        get("/purchase-orders/" + order).with(buyer).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")),
                        200))
                .contains("Änderung 1", "Noch nicht entschieden", "Es gelten die alten Bedingungen");

        mvc.perform(form(order, "1", mark(looked), "quantity-1", "100")
                        .param("step", "propose")
                        .with(buyer))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Change order 1 of " + order + " is open")));

        mvc.perform(post("/purchase-orders/" + order + "/change/1/withdrawal")
                        .param("reason", "")
                        .with(buyer))
                .andExpect(flash().attribute("refused", containsString("reason")));
        mvc.perform(post("/purchase-orders/" + order + "/change/1/withdrawal")
                        .param("reason", "A mistake")
                        .with(buyer))
                .andExpect(flash().attribute("done", containsString("withdrawn")));
        assertThat(openChange(order)).isNull();
    }

    @Test
    @DisplayName(
            "R11: a decrease passes; the old PDF stays beside the new one, and a second click changes nothing more")
    void aDecreasePasses() throws Exception {
        var order = examples.dispatched("Candles that shrink");
        var looked = shown(
                form(order, "1", "", "quantity-1", "8").param("remove-2", "yes").with(buyer), 200);
        assertThat(looked).contains("Nobody has to approve it again", "33.00 EUR");
        var propose = form(order, "1", mark(looked), "quantity-1", "8")
                .param("remove-2", "yes")
                .param("step", "propose")
                .with(buyer);

        mvc.perform(propose).andExpect(flash().attribute("done", containsString("has its new terms")));
        var page = shown(get("/purchase-orders/" + order).with(auditor), 200);
        assertThat(page)
                .contains("revision 2", "PDF with the old terms", "revision=1", "Not ordered any more", "33.00 EUR")
                .contains("Change of the order proposed", "Order changed");
        mvc.perform(get("/purchase-orders/" + order + "/document.pdf?revision=1")
                        .with(anna))
                .andExpect(status().isOk());

        mvc.perform(form(order, "1", mark(looked), "quantity-1", "8")
                        .param("remove-2", "yes")
                        .param("step", "propose")
                        .with(buyer))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("it has revision 2 now")));
    }

    @Test
    void faultsAreSaidAtTheirFields() throws Exception {
        var order = examples.dispatched("Candles with faults");
        examples.received(order, "6");

        assertThat(shown(form(order, "1", "", "quantity-1", "many").with(buyer), 422))
                .contains("problem-quantity-1");
        assertThat(shown(
                        form(order, "1", "", "quantity-new1", "-1")
                                .param("description-new1", "Wick")
                                .with(buyer),
                        422))
                .contains("problem-quantity-new1", "problem-unitPrice-new1", "value=\"Wick\"");
        assertThat(shown(form(order, "1", "", "quantity-1", "5").with(buyer), 409))
                .contains("Line 1 cannot go down to 5: 6 are here");
        assertThat(shown(form(order, "1", "", "quantity-1", "").with(buyer), 422))
                .contains("problem-lines");
    }

    @Test
    @DisplayName("R11: the form begins with what the supplier proposes, and answers it")
    void theFormBeginsWithWhatTheSupplierProposes() throws Exception {
        var order = examples.dispatched("Candles as proposed");
        door.as("op-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/acknowledgements",
                        Map.of(
                                "response",
                                "CHANGES_PROPOSED",
                                "lines",
                                List.of(Map.of("line", 1, "unitPrice", "4.50"))))
                .expect(201);

        assertThat(shown(get("/purchase-orders/" + order + "/change").with(buyer), 200))
                .contains("value=\"4.5\"", "The supplier proposes other terms");
    }

    @Test
    @DisplayName("R11: only purchasing agents reach the form")
    void onlyPurchasingAgentsReachTheForm() throws Exception {
        var order = examples.dispatched("Candles for others");
        for (var who : List.of(anna, auditor, admin)) {
            mvc.perform(get("/purchase-orders/" + order + "/change").with(who)).andExpect(status().isForbidden());
            mvc.perform(form(order, "1", "", "quantity-1", "1").with(who)).andExpect(status().isForbidden());
            mvc.perform(post("/purchase-orders/" + order + "/change/1/withdrawal")
                            .param("reason", "No")
                            .with(who))
                    .andExpect(status().isForbidden());
        }
    }

    private Integer openChange(String order) {
        var open = door.as("op-buyer")
                .get("/api/v1/purchase-orders/" + order)
                .json()
                .path("openChange");
        return open.isNull() ? null : open.asInt();
    }

    private String shown(MockHttpServletRequestBuilder request, int status) throws Exception {
        return mvc.perform(request)
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String mark(String page) {
        var looked = LOOKED.matcher(page);
        assertThat(looked.find()).isTrue();
        return looked.group(1);
    }

    private static MockHttpServletRequestBuilder form(
            String order, String revision, String looked, String field, String value) {
        return post("/purchase-orders/" + order + "/change")
                .param("revision", revision)
                .param("looked", looked)
                .param("reason", "The feast grew")
                .param(field, value);
    }
}
