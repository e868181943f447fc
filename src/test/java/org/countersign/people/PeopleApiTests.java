package org.countersign.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CoreTest;
import org.countersign.support.InMemoryDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@CoreTest
class PeopleApiTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Organization organization;

    @Autowired
    private InMemoryDirectory directory;

    @Autowired
    private People people;

    @Autowired
    private AuditLog log;

    @BeforeEach
    void nobodyButAnAdministrator() {
        people.deleteAll();
        directory.clear();
        directory.saveUser(new UserId("admin"), "A", "D", null, "admin");
        directory.assignGroups(new UserId("admin"), java.util.Set.of("administrator"));
    }

    @Test
    void aPersonIsCreatedWithSignInAndGroups() throws Exception {
        send(post("/api/v1/people"), """
                        {"user": "boss", "firstName": "Bea", "lastName": "Oss", "groups": ["approver"]}
                        """).andExpect(status().isCreated());
        send(post("/api/v1/people"), """
                        {"user": "max", "firstName": " Max ", "lastName": "Muster", "email": "max@example.com", "password": "geheim",
                         "groups": ["requester", "receiver"], "manager": "boss", "approvalLimit": 500, "language": "de"}
                        """)
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/people/max"))
                .andExpect(jsonPath("$.password").doesNotExist())
                .andExpect(jsonPath("$.groups", org.hamcrest.Matchers.contains("receiver", "requester")))
                .andExpect(jsonPath("$.timeZone").value("Europe/Berlin"))
                .andExpect(jsonPath("$.active").value(true));

        var max = new UserId("max");
        assertThat(directory.passwordOf("max")).isEqualTo("geheim");
        assertThat(organization.nameOf(max)).isEqualTo("Max Muster");
        assertThat(organization.nameOf(new UserId("nobody"))).isEqualTo("nobody");
        assertThat(organization.managerOf(max)).contains(new UserId("boss"));
        assertThat(organization.groupsOf(max)).containsExactlyInAnyOrder("requester", "receiver");
        assertThat(organization.isActive(max)).isTrue();
        assertThat(organization.isActive(new UserId("nobody"))).isFalse();
        assertThat(organization.isActive(new UserId("admin")))
                .as("without a profile")
                .isTrue();
        assertThat(log.entriesOf(new DocumentNumber("person:max")).toString())
                .contains("passwordSet")
                .doesNotContain("geheim");
    }

    @Test
    void whatIsUnknownIsRefusedByName() throws Exception {
        send(post("/api/v1/people"), """
                        {"user": "system", "firstName": "", "email": "x", "password": " ", "groups": ["nothing", "requester"],
                         "manager": "nobody", "department": "none", "costCenter": "none", "approvalLimit": "-1", "language": "xx",
                         "timeZone": "Mars/Base"}
                        """)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[*].field")
                        .value(org.hamcrest.Matchers.containsInAnyOrder(
                                "user",
                                "firstName",
                                "lastName",
                                "email",
                                "password",
                                "groups",
                                "manager",
                                "department",
                                "costCenter",
                                "approvalLimit",
                                "language",
                                "timeZone")));
        assertThat(directory.hasUser(new UserId("system"))).isFalse();
    }

    @Test
    @DisplayName(
            "R07: a person has the public holidays of a country and region, by ISO 3166; none, and the organisation's count")
    void aPersonHasHolidays() throws Exception {
        send(post("/api/v1/people"), """
                        {"user": "bavarian", "firstName": "Bo", "lastName": "Arian", "country": "de", "region": "DE-by"}
                        """)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.country").value("DE"))
                .andExpect(jsonPath("$.region").value("BY"));
        send(put("/api/v1/people/bavarian"), """
                        {"firstName": "Bo", "lastName": "Arian", "country": "LI"}
                        """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.country").value("LI"))
                .andExpect(jsonPath("$.region").doesNotExist());
        assertThat(log.entriesOf(new DocumentNumber("person:bavarian")).toString())
                .contains("BY", "LI");
        refusedHolidays("\"country\": \"XX\"", "country", "is an ISO 3166-1 code of two letters such as DE");
        refusedHolidays("\"country\": \"Germany\"", "country", "is an ISO 3166-1 code of two letters such as DE");
        refusedHolidays("\"region\": \"BY\"", "region", "belongs to a country: name that too");
        refusedHolidays("\"country\": \"GB\", \"region\": \"BY\"", "region", "is one of ENG, NIR, SCT, WLS");
        refusedHolidays(
                "\"country\": \"LI\", \"region\": \"01\"",
                "region",
                "is left out, for no region has holidays of its own in LI");
    }

    private void refusedHolidays(String json, String field, String message) throws Exception {
        send(put("/api/v1/people/bavarian"), "{\"firstName\": \"Bo\", \"lastName\": \"Arian\", " + json + "}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[0].field").value(field))
                .andExpect(jsonPath("$.fields[0].message").value(message));
    }

    @Test
    @DisplayName("R04: the chain of managers never closes to a loop")
    void aLoopOfManagersIsRefused() throws Exception {
        person("a", null);
        person("b", "a");
        person("c", "b");
        for (var manager : new String[] {"a", "b", "c"}) {
            send(put("/api/v1/people/a"), body("a", manager))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(jsonPath("$.fields[0].field").value("manager"));
        }
        send(put("/api/v1/people/c"), body("c", "a")).andExpect(status().isOk());
    }

    @Test
    void aProfileIsReplacedAndThePasswordStays() throws Exception {
        person("pia", null);
        send(put("/api/v1/people/pia"), body("pia", null).replace("Max", "Maxim"))
                .andExpect(status().isOk());

        assertThat(directory.passwordOf("pia")).isEqualTo("secret");
        assertThat(log.entriesOf(new DocumentNumber("person:pia"))).hasSize(2);
        send(put("/api/v1/people/pia"), body("pia", null).replace("Max", "Maxim"))
                .andExpect(status().isOk());
        assertThat(log.entriesOf(new DocumentNumber("person:pia")))
                .as("nothing changed")
                .hasSize(2);
        send(post("/api/v1/people"), body("pia", null)).andExpect(status().isConflict());
        send(put("/api/v1/people/nobody"), body("nobody", null)).andExpect(status().isNotFound());
    }

    @Test
    void namesAreForAllTheRestIsNot() throws Exception {
        person("max", null);
        mvc.perform(get("/api/v1/people/max").with(by("anna", Group.REQUESTER)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.firstName").value("Max"))
                .andExpect(jsonPath("$.email").isEmpty())
                .andExpect(jsonPath("$.groups").isEmpty());
        for (var reader : new String[] {"max", "admin"}) {
            mvc.perform(get("/api/v1/people/max")
                            .with(reader.equals("admin") ? by("admin", Group.ADMINISTRATOR) : by(reader)))
                    .andExpect(jsonPath("$.email").value("max@example.com"))
                    .andExpect(jsonPath("$.groups[0]").value("requester"));
        }
        mvc.perform(get("/api/v1/people?email=max@example.com").with(by("anna", Group.REQUESTER)))
                .andExpect(jsonPath("$.totalElements").value(1))
                .andExpect(content().string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("@"))));
        mvc.perform(get("/api/v1/people?group=requester&sort=lastName,desc").with(by("admin", Group.ADMINISTRATOR)))
                .andExpect(jsonPath("$.content[0].user").value("max"));
        mvc.perform(post("/api/v1/people")
                        .with(by("max", Group.REQUESTER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body("eve", null)))
                .andExpect(status().isForbidden());
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        send(post("/api/v1/people"), body("admin", null).replace("requester", "administrator"))
                .andExpect(status().isCreated());
        send(put("/api/v1/people/admin"), body("admin", null))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:problem:people:last-administrator"));
        send(post("/api/v1/people"), body("second", null).replace("requester", "administrator"))
                .andExpect(status().isCreated());
        send(put("/api/v1/people/admin"), body("admin", null)).andExpect(status().isOk());
        send(
                        put("/api/v1/people/second"),
                        body("second", null)
                                .replace("requester", "administrator")
                                .replace("true", "false"))
                .andExpect(status().isConflict());
    }

    @Test
    void whoIsNotActiveIsAskedNothing() throws Exception {
        person("max", null);
        person("eva", null);
        send(put("/api/v1/people/eva"), body("eva", null).replace("true", "false"))
                .andExpect(status().isOk());

        assertThat(organization.activeMembersOf("requester")).containsExactly(new UserId("max"));
        assertThat(organization.activeMembersOf("unknown")).isEmpty();
        assertThat(organization.isActive(new UserId("eva"))).isFalse();
    }

    @Test
    void departmentsAndCostCentersNameTheirPeople() throws Exception {
        person("max", null);
        send(post("/api/v1/departments"), "{\"code\":\"OPS\",\"name\":\"Operations\",\"head\":\"nobody\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[0].field").value("head"));
        send(post("/api/v1/departments"), "{\"code\":\"OPS\",\"name\":\"Operations\",\"head\":\"max\"}")
                .andExpect(status().isCreated());
        send(post("/api/v1/departments"), "{\"code\":\"OPS\",\"name\":\"Operations\"}")
                .andExpect(status().isConflict());
        send(put("/api/v1/departments/OPS"), "{\"name\":\"Works\",\"head\":\"max\"}")
                .andExpect(status().isOk());
        send(
                        post("/api/v1/cost-centers"),
                        "{\"code\":\"CC-1\",\"name\":\"One\",\"department\":\"none\",\"owner\":\"nobody\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.fields[*].field")
                        .value(org.hamcrest.Matchers.containsInAnyOrder("department", "owner")));
        send(
                        post("/api/v1/cost-centers"),
                        "{\"code\":\"CC-1\",\"name\":\"One\",\"department\":\"OPS\",\"owner\":\"max\"}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/cost-centers/CC-1"));
        mvc.perform(get("/api/v1/cost-centers?owner=max").with(by("anna")))
                .andExpect(jsonPath("$.content[0].code").value("CC-1"));
        assertThat(organization.costCenter("CC-1").orElseThrow().owner()).isEqualTo("max");
        assertThat(organization.department("OPS").orElseThrow().name()).isEqualTo("Works");
    }

    @Test
    void anOrganisationAddsGroupsOfItsOwn() throws Exception {
        send(post("/api/v1/groups"), "{\"id\":\"board\",\"name\":\"Board\"}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/groups/board"));
        send(post("/api/v1/groups"), "{\"id\":\"board\",\"name\":\"Board\"}").andExpect(status().isConflict());
        send(post("/api/v1/groups"), "{\"id\":\"camunda-admin\",\"name\":\"Board\"}")
                .andExpect(status().isUnprocessableEntity());
        send(put("/api/v1/groups/board"), "{\"name\":\"The board\"}")
                .andExpect(jsonPath("$.name").value("The board"));
        mvc.perform(get("/api/v1/groups/administrator").with(by("admin", Group.ADMINISTRATOR)))
                .andExpect(jsonPath("$.members[0]").value("admin"));
        mvc.perform(get("/api/v1/groups/administrator").with(by("anna")))
                .andExpect(jsonPath("$.name").value("Administrators"))
                .andExpect(jsonPath("$.members").isEmpty());
    }

    private void person(String user, String manager) throws Exception {
        send(post("/api/v1/people"), body(user, manager).replace("}", ",\"password\":\"secret\"}"))
                .andExpect(status().isCreated());
    }

    private static String body(String user, String manager) {
        return """
               {"user":"%s","firstName":"Max","lastName":"Muster","email":"%s@example.com","groups":["requester"],"manager":%s,
                "active":true}""".formatted(user, user, manager == null ? "null" : "\"" + manager + "\"");
    }

    private ResultActions send(MockHttpServletRequestBuilder call, String body) throws Exception {
        return mvc.perform(call.with(by("admin", Group.ADMINISTRATOR))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
