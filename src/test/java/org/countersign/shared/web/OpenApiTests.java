package org.countersign.shared.web;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.hasItems;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.countersign.support.CoreTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@CoreTest
class OpenApiTests {

    @Autowired
    private MockMvc mvc;

    @Test
    void theApiIsDescribed() throws Exception {
        mvc.perform(get("/v3/api-docs").with(by("anna")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.info.title").value("Countersign"))
                .andExpect(jsonPath("$.components.securitySchemes.basic.scheme").value("basic"))
                .andExpect(jsonPath("$.components.schemas.ItemDetails.properties.price.type")
                        .value("string"))
                .andExpect(jsonPath("$.components.schemas.Problem.properties.fields.type")
                        .value("array"))
                .andExpect(jsonPath("$.paths['/api/v1/suppliers'].get.summary").value("Lists suppliers"))
                .andExpect(jsonPath("$.paths['/api/v1/suppliers'].get.parameters[*].name")
                        .value(hasItems("name", "page", "size", "sort")))
                .andExpect(jsonPath("$.paths['/api/v1/suppliers'].post.parameters[*].name")
                        .value(hasItems("Idempotency-Key")))
                .andExpect(jsonPath("$.paths['/api/v1/suppliers'].post.responses['422'].content"
                                + "['application/problem+json'].schema['$ref']")
                        .value("#/components/schemas/Problem"))
                .andExpect(jsonPath("$.paths['/api/v1/suppliers/{number}'].put.parameters[*].name")
                        .value(hasItems("number", "If-Match")));
    }
}
