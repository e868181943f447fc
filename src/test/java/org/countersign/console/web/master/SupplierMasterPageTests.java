package org.countersign.console.web.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class SupplierMasterPageTests {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final RequestPostProcessor BUYER = by("sup-buyer", Group.PURCHASING_AGENT);
    private static final RequestPostProcessor ADMIN = by("sup-admin", Group.ADMINISTRATOR);
    private static final RequestPostProcessor ANNA = by("sup-anna", Group.REQUESTER);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    private MockMvc mvc;
    private String number;

    @BeforeEach
    void people() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("sup-buyer", Group.PURCHASING_AGENT);
        people.add("sup-admin", Group.ADMINISTRATOR);
        people.add("sup-anna", Group.REQUESTER);
        people.add("sup-auditor", Group.AUDITOR);
        people.add("sup-receiver", Group.RECEIVER);
        number = "S-PAGE-" + RUNS.incrementAndGet();
    }

    @Test
    void aSupplierIsAddedFoundAndShown() throws Exception {
        add(BUYER, "name", "Kerzenwerk " + number).andExpect(redirectedUrl("/suppliers/" + number));

        page("/suppliers?q=" + number.toLowerCase(), ANNA)
                .andExpect(content().string(containsString("Kerzenwerk " + number)));
        page("/suppliers?q=" + number + "&status=BLOCKED", ANNA)
                .andExpect(content().string(containsString("Nothing fits")));
        page("/suppliers/" + number, BUYER)
                .andExpect(content().string(containsString("DE89 3704 0044 0532 0130 00")))
                .andExpect(content().string(containsString("Nothing that you may see was ordered")))
                .andExpect(content().string(containsString("No invoice of this supplier is open")));
        mvc.perform(get("/suppliers/S-none").with(BUYER)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("A bank account is shown to who orders, checks or pays, and to no other")
    void bankAccountsAreNotEverybodysBusiness() throws Exception {
        add(BUYER).andExpect(status().is3xxRedirection());
        page("/suppliers/" + number, ANNA)
                .andExpect(content().string(not(containsString("DE89 3704"))))
                .andExpect(content().string(not(containsString("Open invoices"))));
        page("/suppliers/" + number, by("sup-auditor", Group.AUDITOR))
                .andExpect(content().string(containsString("DE89 3704 0044 0532 0130 00")));
    }

    @Test
    void everyFaultStandsAtItsFieldAndNothingIsLost() throws Exception {
        add(BUYER, "name", "", "iban", "DE00 1234", "email", "no mail", "paymentTerms", "soon", "address.country", "XX")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-name\"")))
                .andExpect(content().string(containsString("id=\"problem-iban\"")))
                .andExpect(content().string(containsString("id=\"problem-email\"")))
                .andExpect(content().string(containsString("id=\"problem-paymentTerms\"")))
                .andExpect(content().string(containsString("id=\"problem-address.country\"")))
                .andExpect(content().string(containsString("value=\"DE00 1234\"")))
                .andExpect(content().string(containsString("value=\"Hamburg\"")));
        add(BUYER).andExpect(status().is3xxRedirection());
        add(BUYER)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("There is a supplier " + number + " already")));
    }

    @Test
    void aSupplierIsChangedAndBlockedAndUnblocked() throws Exception {
        add(ADMIN).andExpect(status().is3xxRedirection());
        page("/suppliers/" + number + "/edit", BUYER).andExpect(content().string(containsString("value=\"Hamburg\"")));
        mvc.perform(post("/suppliers/" + number + "/edit")
                        .param("name", "Renamed")
                        .param("currency", "EUR")
                        .param("status", "APPROVED")
                        .with(BUYER))
                .andExpect(redirectedUrl("/suppliers/" + number));
        judge(BUYER, "BLOCKED").andExpect(redirectedUrl("/suppliers/" + number));
        page("/suppliers/" + number, BUYER)
                .andExpect(content().string(containsString("Nothing can be ordered from this supplier")))
                .andExpect(content().string(containsString("Renamed")));
        judge(ADMIN, "APPROVED").andExpect(redirectedUrl("/suppliers/" + number));
        assertThat(door.as("sup-auditor")
                        .get("/api/v1/audit/supplier:" + number)
                        .text())
                .contains("supplier.blocked", "sup-buyer", "supplier.judged", "sup-admin");
        judge(BUYER, "WONDERFUL").andExpect(status().isBadRequest());
    }

    @Test
    @DisplayName("An approval cycle is written with names, shown in words, and refused at its fields")
    void anApprovalCycleIsKept() throws Exception {
        add(BUYER).andExpect(status().is3xxRedirection());
        var path = "/suppliers/" + number + "/approval-cycle";
        page("/suppliers/" + number, BUYER)
                .andExpect(content().string(containsString("None of its own")))
                .andExpect(content().string(not(containsString(path))));
        page("/suppliers/" + number, ADMIN).andExpect(content().string(containsString(path)));
        mvc.perform(get(path).with(BUYER)).andExpect(status().isForbidden());
        mvc.perform(post(path).param("first", "sup-admin").with(BUYER)).andExpect(status().isForbidden());
        mvc.perform(get(path).with(ANNA)).andExpect(status().isForbidden());
        mvc.perform(post(path).param("first", "sup-admin").with(ANNA)).andExpect(status().isForbidden());
        page(path, ADMIN)
                .andExpect(content().string(containsString("(group:finance-officer)")))
                .andExpect(content().string(containsString("(sup-admin)")));

        mvc.perform(post(path)
                        .param("first", "nobody-known")
                        .param("second", "Nobody (group:nothing)")
                        .param("told.pending", "sup-anna\nnobody-known")
                        .with(ADMIN))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-first\"")))
                .andExpect(content().string(containsString("id=\"problem-second\"")))
                .andExpect(content().string(containsString("id=\"problem-told.pending\"")))
                .andExpect(content().string(containsString("value=\"nobody-known\"")));
        mvc.perform(post(path)
                        .param("first", "The requester’s manager")
                        .param("second", "Finance officers (group:finance-officer)")
                        .param("told.approved", "sup-anna")
                        .with(ADMIN))
                .andExpect(redirectedUrl("/suppliers/" + number));
        page("/suppliers/" + number, ANNA)
                .andExpect(content().string(containsString("The requester’s manager")))
                .andExpect(content().string(containsString("Finance officers (group:finance-officer)")))
                .andExpect(content().string(containsString("(sup-anna)")))
                .andExpect(content().string(not(containsString(path))));
        mvc.perform(post(path).with(ADMIN)).andExpect(redirectedUrl("/suppliers/" + number));
        page("/suppliers/" + number, BUYER).andExpect(content().string(containsString("None of its own")));
    }

    @Test
    @DisplayName("R27: who saves what somebody else changed meanwhile is told so, and loses nothing")
    void whoComesSecondIsTold() throws Exception {
        add(BUYER).andExpect(status().is3xxRedirection());
        var shown = page("/suppliers/" + number + "/edit", BUYER)
                .andReturn()
                .getResponse()
                .getContentAsString();
        var seen = shown.replaceAll("(?s).*name=\"seen\" value=\"([0-9a-f]+)\".*", "$1");
        judge(ADMIN, "BLOCKED").andExpect(status().is3xxRedirection());
        var second = mvc.perform(post("/suppliers/" + number + "/edit")
                        .param("seen", seen)
                        .param("name", "Mine")
                        .with(BUYER))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("value=\"Mine\"")))
                .andExpect(content().string(containsString("Somebody else changed this supplier")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        mvc.perform(post("/suppliers/" + number + "/edit")
                        .param("seen", second.replaceAll("(?s).*name=\"seen\" value=\"([0-9a-f]+)\".*", "$1"))
                        .param("name", "Mine")
                        .with(BUYER))
                .andExpect(redirectedUrl("/suppliers/" + number));
    }

    @Test
    @DisplayName("Purchasing agents and administrators keep suppliers, everybody else reads them")
    void rights() throws Exception {
        add(BUYER).andExpect(status().is3xxRedirection());
        for (var reader : List.of(ANNA, by("sup-auditor", Group.AUDITOR), by("sup-receiver", Group.RECEIVER))) {
            page("/suppliers", reader).andExpect(content().string(not(containsString("/suppliers/new"))));
            page("/suppliers/" + number, reader).andExpect(content().string(not(containsString("/edit"))));
            mvc.perform(get("/suppliers/new").with(reader)).andExpect(status().isForbidden());
            mvc.perform(get("/suppliers/" + number + "/edit").with(reader)).andExpect(status().isForbidden());
            add(reader).andExpect(status().isForbidden());
            mvc.perform(post("/suppliers/" + number + "/edit")
                            .param("name", "Mine")
                            .with(reader))
                    .andExpect(status().isForbidden());
            judge(reader, "BLOCKED").andExpect(status().isForbidden());
        }
        mvc.perform(get("/suppliers")).andExpect(status().is3xxRedirection());
    }

    @Test
    void theListIsGivenAsAFileWithTheSameFilters() throws Exception {
        add(BUYER, "name", "=cmd|' /C calc'!A0" + number).andExpect(status().is3xxRedirection());
        mvc.perform(get("/suppliers.csv").param("q", number).with(ANNA))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", startsWith("text/csv")))
                .andExpect(content().string(containsString(number)))
                .andExpect(content().string(containsString("'=cmd")))
                .andExpect(content().string(not(containsString("DE8937040044"))));
        mvc.perform(get("/suppliers?sort=iban").with(BUYER)).andExpect(status().isBadRequest());
    }

    @Test
    void itemsAreKeptTheSameWay() throws Exception {
        add(BUYER).andExpect(status().is3xxRedirection());
        var item = number.replace("S-PAGE", "I-PAGE");
        item(BUYER, "/items/new", item, "price", "1,25", "gtin", "4012345678902")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-gtin\"")))
                .andExpect(content().string(containsString("value=\"1,25\"")));
        item(BUYER, "/items/new", item, "price", "dear")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-price\"")));
        item(BUYER, "/items/new", item, "supplier", "S-nobody")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-supplier\"")));
        item(BUYER, "/items/new", item, "price", "1,25").andExpect(redirectedUrl("/items/" + item));
        item(BUYER, "/items/new", item, "price", "1,25").andExpect(status().isConflict());
        item(ADMIN, "/items/" + item + "/edit", item, "contract", "FC-7")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-contract\"")));
        item(ADMIN, "/items/" + item + "/edit", item, "price", "1.30", "contract", "FC-7")
                .andExpect(redirectedUrl("/items/" + item));

        page("/items/" + item, ANNA)
                .andExpect(content().string(containsString("1.30 EUR")))
                .andExpect(content().string(containsString("FC-7")))
                .andExpect(content().string(containsString("Kerzen &amp; Co")))
                .andExpect(content().string(not(containsString("/edit"))));
        page("/items?q=" + item.toLowerCase() + "&category=candles", ANNA)
                .andExpect(content().string(containsString(item)));
        page("/items?q=" + item + "&category=none", ANNA).andExpect(content().string(containsString("Nothing fits")));
        mvc.perform(get("/items.csv").param("q", item).with(ANNA))
                .andExpect(content().string(containsString(item + ",Candle")));
        mvc.perform(get("/items/none").with(ANNA)).andExpect(status().isNotFound());
        for (var path : List.of("/items/new", "/items/" + item + "/edit")) {
            mvc.perform(get(path).with(ANNA)).andExpect(status().isForbidden());
            item(ANNA, path, item, "price", "9").andExpect(status().isForbidden());
        }
        assertThat(door.as("sup-anna")
                        .get("/api/v1/items/" + item)
                        .json()
                        .path("price")
                        .asText())
                .isEqualTo("1.30");
    }

    private ResultActions add(RequestPostProcessor who, String... changes) throws Exception {
        var fields = new java.util.HashMap<String, String>(Map.of(
                "number", number,
                "name", "Kerzen & Co",
                "email", "orders@kerzen.example",
                "currency", "EUR",
                "language", "de",
                "paymentTerms", "2/10 NET30",
                "taxId", "DE 811 907 980",
                "iban", "DE89 3704 0044 0532 0130 00",
                "status", "APPROVED",
                "address.city", "Hamburg"));
        for (int index = 0; index < changes.length; index += 2) {
            fields.put(changes[index], changes[index + 1]);
        }
        var request = post("/suppliers/new").with(who);
        fields.forEach(request::param);
        return mvc.perform(request);
    }

    private ResultActions item(RequestPostProcessor who, String path, String item, String... more) throws Exception {
        var request = post(path)
                .param("number", item)
                .param("name", "Candle")
                .param("category", "candles")
                .param("unit", "EA")
                .param("currency", "EUR")
                .with(who);
        var supplierGiven = false;
        for (int index = 0; index < more.length; index += 2) {
            request.param(more[index], more[index + 1]);
            supplierGiven |= more[index].equals("supplier");
        }
        return mvc.perform(supplierGiven ? request : request.param("supplier", number));
    }

    private ResultActions judge(RequestPostProcessor who, String status) throws Exception {
        return mvc.perform(
                post("/suppliers/" + number + "/status").param("status", status).with(who));
    }

    private ResultActions page(String path, RequestPostProcessor who) throws Exception {
        return mvc.perform(get(path).with(who)).andExpect(status().isOk());
    }
}
