package org.countersign.supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.CoreTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@CoreTest
class SupplierApiTests {

    private static final String FULL = """
            {"number": "%s", "name": "Nordlicht GmbH", "email": "orders@nordlicht.example", "currency": "EUR", "language": "de",
             "paymentTerms": "2/10 net 30", "taxId": "DE 811.907-980", "iban": "DE89 3704 0044 0532 0130 00", "status": "APPROVED",
             "channels": ["e-mail"],
             "address": {"street": "Speicherstraße 4", "postalCode": "20457", "city": "Hamburg", "country": "DE"}}
            """;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private SupplierDirectory directory;

    @Autowired
    private AuditLog log;

    @Test
    void aSupplierIsCreatedAndRead() throws Exception {
        send(post("/api/v1/suppliers"), FULL.formatted("S-full"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/suppliers/S-full"));

        mvc.perform(get("/api/v1/suppliers/S-full").with(by("ap", Group.ACCOUNTS_PAYABLE)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.paymentTerms").value("2/10 NET30"))
                .andExpect(jsonPath("$.taxId").value("DE 811.907-980"))
                .andExpect(jsonPath("$.iban").value("DE89370400440532013000"))
                .andExpect(jsonPath("$.channels[0]").value("e-mail"))
                .andExpect(jsonPath("$.address.street").value("Speicherstraße 4"));
        var supplier = directory.supplier("S-full").orElseThrow();
        assertThat(supplier.hasTaxId("de811907980")).isTrue();
        assertThat(supplier.status()).isEqualTo(SupplierStatus.APPROVED);
    }

    @Test
    void whatIsNotGivenHasItsDefaultAndANumberIsDrawn() throws Exception {
        var first = send(post("/api/v1/suppliers"), "{\"name\":\"Plain Ltd\"}")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.number").value(org.hamcrest.Matchers.matchesPattern("S-[0-9]{6}")))
                .andExpect(jsonPath("$.status").value("NEW"))
                .andExpect(jsonPath("$.currency").value("EUR"))
                .andExpect(jsonPath("$.language").value("en"))
                .andExpect(jsonPath("$.channels").isEmpty())
                .andReturn();
        send(post("/api/v1/suppliers"), "{\"name\":\"Plain Ltd\"}")
                .andExpect(status().isCreated())
                .andExpect(result -> assertThat(result.getResponse().getHeader("Location"))
                        .isNotEqualTo(first.getResponse().getHeader("Location")));
    }

    @Test
    void anExistingNumberIsAConflict() throws Exception {
        send(post("/api/v1/suppliers"), FULL.formatted("S-twice")).andExpect(status().isCreated());
        send(post("/api/v1/suppliers"), FULL.formatted("S-twice"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:problem:supplier:supplier-exists"));
    }

    @Test
    @DisplayName("R25: every change of a supplier is recorded with what differs")
    void aChangeReplacesAndIsRecorded() throws Exception {
        send(post("/api/v1/suppliers"), FULL.formatted("S-change")).andExpect(status().isCreated());
        send(
                        put("/api/v1/suppliers/S-change"),
                        FULL.formatted("S-change")
                                .replace("APPROVED", "BLOCKED")
                                .replace("DE89 3704", "DE89 3704"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("BLOCKED"));
        send(put("/api/v1/suppliers/S-change"), FULL.formatted("S-other"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[0].field").value("number"));
        send(put("/api/v1/suppliers/S-none"), FULL.formatted("S-none")).andExpect(status().isNotFound());

        var entries = log.entriesOf(new DocumentNumber("supplier:S-change"));
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).event()).isEqualTo("supplier.created");
        assertThat(entries.get(1).event()).isEqualTo("supplier.changed");
        assertThat(entries.get(1).before()).containsOnly(java.util.Map.entry("status", "APPROVED"));
        assertThat(entries.get(1).after()).containsOnly(java.util.Map.entry("status", "BLOCKED"));
    }

    @Test
    void bankAccountsAreNotEverybodysBusiness() throws Exception {
        send(post("/api/v1/suppliers"), FULL.formatted("S-bank")).andExpect(status().isCreated());
        mvc.perform(get("/api/v1/suppliers/S-bank").with(by("anna", Group.REQUESTER)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("Nordlicht GmbH"))
                .andExpect(jsonPath("$.iban").isEmpty());
    }

    @Test
    void aListIsFilteredSortedAndPaged() throws Exception {
        for (var number : new String[] {"S-list-1", "S-list-2", "S-list-3"}) {
            send(post("/api/v1/suppliers"), FULL.formatted(number).replace("Nordlicht", "100%_Liste " + number))
                    .andExpect(status().isCreated());
        }
        mvc.perform(get("/api/v1/suppliers")
                        .param("name", "100%_liste")
                        .param("sort", "name,desc")
                        .param("size", "2")
                        .with(by("anna")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.totalElements").value(3))
                .andExpect(jsonPath("$.size").value(2))
                .andExpect(jsonPath("$.page").value(0))
                .andExpect(
                        jsonPath("$.content[*].number").value(org.hamcrest.Matchers.contains("S-list-3", "S-list-2")));
        mvc.perform(get("/api/v1/suppliers?name=100__liste").with(by("anna")))
                .andExpect(jsonPath("$.totalElements").value(0));
        mvc.perform(get("/api/v1/suppliers?taxId=de 811907980&number=S-list-2&status=APPROVED")
                        .with(by("anna")))
                .andExpect(jsonPath("$.totalElements").value(1));
    }

    @Test
    void aReadCarriesATagAndIsNotSentTwice() throws Exception {
        send(post("/api/v1/suppliers"), FULL.formatted("S-tag")).andExpect(status().isCreated());
        var tag = mvc.perform(get("/api/v1/suppliers/S-tag").with(by("buyer", Group.PURCHASING_AGENT)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        assertThat(tag).startsWith("\"");
        mvc.perform(get("/api/v1/suppliers/S-tag")
                        .header("If-None-Match", "\"other\", W/" + tag)
                        .with(by("buyer", Group.PURCHASING_AGENT)))
                .andExpect(status().isNotModified())
                .andExpect(header().string("ETag", tag))
                .andExpect(content().string(""));
        mvc.perform(get("/api/v1/suppliers/S-tag")
                        .header("If-None-Match", "\"other\"")
                        .with(by("buyer", Group.PURCHASING_AGENT)))
                .andExpect(status().isOk());
        mvc.perform(head("/api/v1/suppliers/S-tag").with(by("buyer", Group.PURCHASING_AGENT)))
                .andExpect(status().isOk())
                .andExpect(header().exists("ETag"));
    }

    @Test
    @DisplayName("R27: a change on a stale state is refused with 412")
    void aStaleConditionIsRefused() throws Exception {
        send(post("/api/v1/suppliers"), FULL.formatted("S-stale")).andExpect(status().isCreated());
        var tag = mvc.perform(get("/api/v1/suppliers/S-stale").with(by("buyer", Group.PURCHASING_AGENT)))
                .andReturn()
                .getResponse()
                .getHeader("ETag");

        send(
                        put("/api/v1/suppliers/S-stale").header("If-Match", tag),
                        FULL.formatted("S-stale").replace("APPROVED", "NEW"))
                .andExpect(status().isOk());
        send(
                        put("/api/v1/suppliers/S-stale").header("If-Match", tag),
                        FULL.formatted("S-stale").replace("APPROVED", "BLOCKED"))
                .andExpect(status().isPreconditionFailed())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:changed-since-read"));

        assertThat(directory.supplier("S-stale").orElseThrow().status()).isEqualTo(SupplierStatus.NEW);
        send(put("/api/v1/suppliers/S-stale").header("If-Match", "*"), FULL.formatted("S-stale"))
                .andExpect(status().isOk());
    }

    private ResultActions send(MockHttpServletRequestBuilder call, String body) throws Exception {
        return mvc.perform(call.with(by("buyer", Group.PURCHASING_AGENT))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
