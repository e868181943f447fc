package org.countersign.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

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
class ItemApiTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ItemCatalog catalog;

    @Test
    @DisplayName("R12: an item's price keeps all its digits")
    void anItemIsCreatedReadAndReplaced() throws Exception {
        send(post("/api/v1/items"), """
                        {"number": "I-1", "name": "Screw M4", "category": "bulk", "unit": "C62", "price": "0.01234567", "currency": "USD",
                         "supplier": "S-1", "supplierItem": "4711/A", "gtin": "4006381333931"}
                        """)
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/items/I-1"));
        mvc.perform(get("/api/v1/items/I-1").with(by("anna")))
                .andExpect(jsonPath("$.price").value("0.01234567"))
                .andExpect(jsonPath("$.supplierItem").value("4711/A"));
        send(put("/api/v1/items/I-1"), "{\"name\":\"Screw\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.unit").value("EA"))
                .andExpect(jsonPath("$.currency").value("EUR"))
                .andExpect(jsonPath("$.price").isEmpty());
        send(post("/api/v1/items"), "{\"number\":\"I-1\",\"name\":\"Screw\"}").andExpect(status().isConflict());
        assertThat(catalog.item("I-1").orElseThrow().name()).isEqualTo("Screw");
        assertThat(catalog.item("I-none")).isEmpty();
    }

    @Test
    void aFaultyItemIsRefused() throws Exception {
        send(
                        post("/api/v1/items"),
                        "{\"unit\":\"piece\",\"price\":\"-1\",\"currency\":\"Euro\",\"gtin\":\"4006381333932\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[*].field")
                        .value(org.hamcrest.Matchers.containsInAnyOrder(
                                "number", "name", "unit", "price", "currency", "gtin")));
        send(post("/api/v1/items"), "{\"number\":\"I-9\",\"name\":\"x\",\"price\":\"0.123456789\"}")
                .andExpect(status().isUnprocessableEntity());
        mvc.perform(post("/api/v1/items")
                        .with(by("anna", Group.REQUESTER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"number\":\"I-9\",\"name\":\"x\"}"))
                .andExpect(status().isForbidden());
    }

    private ResultActions send(MockHttpServletRequestBuilder call, String body) throws Exception {
        return mvc.perform(call.with(by("buyer", Group.PURCHASING_AGENT))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
