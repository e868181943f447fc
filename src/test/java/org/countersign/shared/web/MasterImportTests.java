package org.countersign.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.countersign.people.Organization;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CoreTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@CoreTest
class MasterImportTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Organization organization;

    @Test
    void suppliersAreCreatedAndUpdated() throws Exception {
        send(
                        "suppliers",
                        "number,name,email,address.city,status\r\nS-c1,\"Müller, Söhne\",a@example.com,Köln,APPROVED\r\n,Drawn Ltd,,,\r\n")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.kind").value("suppliers"))
                .andExpect(jsonPath("$.rows").value(2))
                .andExpect(jsonPath("$.created").value(2))
                .andExpect(jsonPath("$.updated").value(0))
                .andExpect(jsonPath("$.refused").isEmpty());

        send("suppliers", "\uFEFFnumber,email,address.country\nS-c1,,DE\n")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.updated").value(1));

        mvc.perform(get("/api/v1/suppliers/S-c1").with(by("admin", Group.ADMINISTRATOR)))
                .andExpect(jsonPath("$.name").value("Müller, Söhne"))
                .andExpect(jsonPath("$.status").value("APPROVED"))
                .andExpect(jsonPath("$.email").isEmpty())
                .andExpect(jsonPath("$.address.city").value("Köln"))
                .andExpect(jsonPath("$.address.country").value("DE"));
    }

    @Test
    void aBadFileChangesNothing() throws Exception {
        send(
                        "items",
                        "number,name,price,unit\nI-good,Good,1.50,EA\nI-bad,,abc,EA\n\nI-worse,,-1,piece\nI-good,Again,1,EA\nI-short,x\n")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.rows").value(5))
                .andExpect(jsonPath("$.created").value(0))
                .andExpect(jsonPath("$.refused[0].row").value(3))
                .andExpect(jsonPath("$.refused[0].field").value("price"))
                .andExpect(jsonPath("$.refused[1].row").value(5))
                .andExpect(jsonPath("$.refused[?(@.row == 5)].field")
                        .value(org.hamcrest.Matchers.containsInAnyOrder("name", "price", "unit")))
                .andExpect(jsonPath("$.refused[?(@.row == 6)].message").value("is the same record as row 2"))
                .andExpect(jsonPath("$.refused[?(@.row == 7)].message").value("has 2 cells instead of 4"));
        assertThat(jdbc.queryForObject("select count(*) from items where number like 'I-good%'", Long.class))
                .isZero();
    }

    @Test
    void rowsThatBuildOnEachOtherStandInAnyOrder() throws Exception {
        send("people", """
                        user,firstName,lastName,manager,groups,active,password
                        imp-c,Carl,C,imp-b,requester;receiver,true,c
                        imp-b,Bert,B,imp-a,approver,true,
                        imp-a,Anna,A,,,,
                        """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.created").value(3));
        assertThat(organization.managerOf(new UserId("imp-c"))).contains(new UserId("imp-b"));
        assertThat(organization.groupsOf(new UserId("imp-c"))).containsExactlyInAnyOrder("requester", "receiver");

        send("people", "user,manager\nimp-a,imp-c\n")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.refused[0].field").value("manager"));
    }

    @Test
    void whatIsNoTableIsRefused() throws Exception {
        send("suppliers", "").andExpect(status().isUnprocessableEntity());
        send("suppliers", "nummer;name\n1;x\n")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.refused[0].row").value(1));
        send("suppliers", "name,name\nx,y\n").andExpect(status().isUnprocessableEntity());
        send("suppliers", "name\n\"never closed\n").andExpect(status().isUnprocessableEntity());
        mvc.perform(post("/api/v1/imports/suppliers")
                        .with(by("admin", Group.ADMINISTRATOR))
                        .contentType("text/csv")
                        .content("name\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1)))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.refused[0].message").value("The file is not written in UTF-8."));
        send("planets", "name\nMars\n").andExpect(status().isNotFound());
        send("suppliers", "name\n" + "x".repeat(6 * 1024 * 1024)).andExpect(status().isPayloadTooLarge());
    }

    @Test
    void onlyThoseWhoMayWriteMayImport() throws Exception {
        send("exchange-rates", "currency,date,rate\nHUF,2026-01-01,400\n").andExpect(status().isForbidden());
        mvc.perform(multipart("/api/v1/imports/exchange-rates")
                        .file(new MockMultipartFile(
                                "file", "rates.csv", "text/csv", "currency,date,rate\nHUF,2026-01-01,400\n".getBytes()))
                        .with(by("finance", Group.FINANCE_OFFICER)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.created").value(1));
    }

    private ResultActions send(String kind, String csv) throws Exception {
        return mvc.perform(post("/api/v1/imports/" + kind)
                .with(by("admin", Group.ADMINISTRATOR))
                .contentType("text/csv;charset=UTF-8")
                .content(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
